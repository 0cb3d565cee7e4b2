import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { addInterval } from "./add-interval";

const at = (text: string) => Date.parse(`${text}Z`) / 1000;

describe("an interval later", () => {
  it.each([
    ["2027-03-10T08:30:00", "day", 3, "2027-03-13T08:30:00"],
    ["2027-03-10T08:30:00", "week", 2, "2027-03-24T08:30:00"],
    ["2027-03-10T08:30:00", "month", 1, "2027-04-10T08:30:00"],
    ["2027-01-31T23:59:59", "month", 1, "2027-02-28T23:59:59"],
    ["2028-01-31T00:00:00", "month", 1, "2028-02-29T00:00:00"],
    ["2027-10-31T12:00:00", "month", 4, "2028-02-29T12:00:00"],
    ["2027-12-31T12:00:00", "month", 2, "2028-02-29T12:00:00"],
    ["2028-02-29T12:00:00", "year", 1, "2029-02-28T12:00:00"],
    ["2027-05-31T12:00:00", "month", 36, "2030-05-31T12:00:00"],
  ])("than %s, by %s × %d, is %s", (from, unit, count, then) => {
    expect(addInterval(at(from), { unit, count })).toBe(at(then));
  });

  it("is not known for a unit that Stripe adds", () => {
    expect(addInterval(at("2027-03-10T00:00:00"), { unit: "decade", count: 1 })).toBeNull();
  });

  it("by months is in the month that many on, on the same day or its last", () => {
    const from = fc.integer({ min: at("2020-01-01T00:00:00"), max: at("2040-01-01T00:00:00") });
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 36 }), (begin, count) => {
        const [before, after] = [begin, addInterval(begin, { unit: "month", count }) ?? 0].map(
          (seconds) => new Date(seconds * 1000),
        ) as [Date, Date];
        const months = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
        expect(months(after) - months(before)).toBe(count);
        expect(after.getUTCDate()).toBeLessThanOrEqual(before.getUTCDate());
        expect(after.getTime() % 86_400_000).toBe(before.getTime() % 86_400_000);
      }),
      { numRuns: runs(200) },
    );
  });
});
