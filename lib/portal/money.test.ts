import { describe, expect, it } from "vitest";
import { monthsOf, sameInterval } from "./money";

describe("the length of an interval", () => {
  it("is counted in months, for setting prices side by side", () => {
    expect(monthsOf({ unit: "month", count: 3 })).toBe(3);
    expect(monthsOf({ unit: "year", count: 1 })).toBe(12);
    expect(monthsOf({ unit: "week", count: 52 })).toBeCloseTo(12);
    expect(monthsOf({ unit: "day", count: 365 })).toBeCloseTo(12);
  });

  it.each(["quarter", "", "__proto__", "constructor", "toString"])(
    "is not known for the unit %j",
    (unit) => {
      expect(monthsOf({ unit, count: 2 })).toBeNull();
    },
  );
});

describe("two intervals", () => {
  it.each([
    ["month", 1, "month", 1, true],
    ["month", 1, "month", 2, false],
    ["month", 1, "year", 1, false],
    ["month", 12, "year", 1, false],
    ["eon", 1, "eon", 1, true],
  ])("%s/%i and %s/%i: same is %s", (unit, count, otherUnit, otherCount, same) => {
    expect(sameInterval({ unit, count }, { unit: otherUnit, count: otherCount })).toBe(same);
  });
});
