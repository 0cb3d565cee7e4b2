import fc from "fast-check";
import { expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { aggregateUsage } from "./aggregate-usage";

const usage = [
  { value: "1.5", time: 1 },
  { value: "-0.25", time: 3 },
  { value: "10", time: 3 },
  { value: "2", time: 2 },
];

it.each([
  ["sum", "13.25"],
  ["count", "4"],
  ["last", "10"],
])("%s of the same events", (formula, expected) => {
  expect(aggregateUsage(formula, usage)).toBe(expected);
});

it.each(["sum", "count", "last"])("of nothing, %s is 0", (formula) => {
  expect(aggregateUsage(formula, [])).toBe("0");
});

it("a sum of decimals is exact", () => {
  const cents = fc.array(fc.integer({ min: -99999, max: 99999 }), { maxLength: 20 });
  fc.assert(
    fc.property(cents, (values) => {
      const events = values.map((value) => ({ value: (value / 100).toFixed(2), time: 0 }));
      const total = values.reduce((sum, value) => sum + value, 0);
      expect(Number(aggregateUsage("sum", events))).toBe(total / 100 + 0);
    }),
    { numRuns: runs(2000) },
  );
});
