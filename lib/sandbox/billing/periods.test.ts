import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { addIntervals, nextBoundary } from "./periods";

const time = (text: string) => Date.parse(`${text}Z`) / 1000;
const dayOf = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);

describe("billing periods", () => {
  it.each([
    ["2026-01-31T10:00:00", "month", 1, 1, "2026-02-28"],
    ["2026-01-31T10:00:00", "month", 1, 2, "2026-03-31"],
    ["2028-01-31T10:00:00", "month", 1, 1, "2028-02-29"],
    ["2028-02-29T10:00:00", "year", 1, 1, "2029-02-28"],
    ["2028-02-29T10:00:00", "year", 1, 4, "2032-02-29"],
    ["2026-11-30T10:00:00", "month", 3, 1, "2027-02-28"],
    ["2026-12-31T23:59:59", "month", 1, -1, "2026-11-30"],
    ["2026-06-01T00:00:00", "week", 2, 1, "2026-06-15"],
    ["2026-06-01T00:00:00", "day", 10, 3, "2026-07-01"],
  ])("%s + %s × %i × %i", (anchor, unit, count, times, expected) => {
    expect(dayOf(addIntervals(time(anchor), { unit, count }, times))).toBe(expected);
  });

  it("finds the first boundary after a time, before the anchor too", () => {
    const anchor = time("2026-01-31T00:00:00");
    const month = { unit: "month", count: 1 };
    expect(dayOf(nextBoundary(anchor, month, time("2026-02-28T00:00:00")))).toBe("2026-03-31");
    expect(dayOf(nextBoundary(anchor, month, time("2026-02-27T23:59:59")))).toBe("2026-02-28");
    expect(dayOf(nextBoundary(anchor, month, time("2025-12-05T00:00:00")))).toBe("2025-12-31");
    expect(nextBoundary(anchor, month, anchor - 1)).toBe(anchor);
  });

  it("is the boundary after the last one up to the time, for any anchor and interval", () => {
    const interval = fc.record({
      unit: fc.constantFrom("day", "week", "month", "year"),
      count: fc.integer({ min: 1, max: 4 }),
    });
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
    const property = fc.property(seconds, seconds, interval, (anchor, after, every) => {
      const end = nextBoundary(anchor, every, after);
      const index = lastIndexUpTo(anchor, every, after);
      expect(end).toBe(addIntervals(anchor, every, index + 1));
    });
    fc.assert(property, { numRuns: runs(2000) });
  });
});

/** By bisection over the grid: which of its boundaries is the last up to a time. */
function lastIndexUpTo(anchor: number, every: { unit: string; count: number }, time: number) {
  let [low, high] = [-50_000, 50_000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (addIntervals(anchor, every, middle) <= time) low = middle;
    else high = middle;
  }
  return low;
}
