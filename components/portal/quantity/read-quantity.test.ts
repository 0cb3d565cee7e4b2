import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { isBelow, readQuantity, stepFrom } from "./read-quantity";

const seats = { minimum: 2, maximum: 20, step: 1 };
const packs = { minimum: 5, maximum: 23, step: 5 };
const open = { minimum: 0, maximum: null, step: 1 };

describe("a number that is typed", () => {
  it.each([
    ["2", 2],
    ["20", 20],
    [" 7 ", 7],
    ["007", 7],
  ])("%j is %d", (typed, quantity) => {
    expect(readQuantity(typed, seats).quantity).toBe(quantity);
  });

  it.each(["", "1", "21", "-3", "3.5", "1e1", "abc", "٣", "9999999", "0x5", "+3"])(
    "%j is none that may be chosen",
    (typed) => {
      expect(readQuantity(typed, seats)).toEqual({ quantity: null, problem: { kind: "range" } });
    },
  );

  it.each([
    ["2", true],
    [" 02 ", true],
    ["3", false],
    ["-1", false],
    ["2.5", false],
    ["", false],
  ])("%j is below three: %s", (typed, below) => {
    expect(isBelow(typed, 3)).toBe(below);
  });

  it("between two steps is told the nearest ones", () => {
    const between = (typed: string) => readQuantity(typed, packs).problem;
    expect(between("12")).toEqual({ kind: "step", lower: 10, upper: 15 });
    expect(between("22")).toEqual({ kind: "step", lower: 20, upper: null });
  });
});

describe("a step", () => {
  it.each([
    ["7", 1, seats, 8],
    ["20", 1, seats, null],
    ["2", -1, seats, null],
    ["99", -1, seats, 20],
    ["0", 1, seats, 2],
    ["", 1, seats, 2],
    ["12", 1, packs, 15],
    ["12", -1, packs, 10],
    ["20", 1, packs, null],
    ["99", -1, packs, 20],
    ["0", -1, open, null],
    ["999998", 1, open, 999_999],
  ] as const)("from %j by %d", (typed, direction, terms, next) => {
    expect(stepFrom(typed, direction, terms)).toBe(next);
  });

  it("leads only to numbers that may be chosen", () => {
    const bounds = fc.record({
      minimum: fc.nat(50),
      maximum: fc.option(fc.integer({ min: 50, max: 200 })),
      step: fc.integer({ min: 1, max: 12 }),
    });
    const direction = fc.constantFrom(1 as const, -1 as const);
    fc.assert(
      fc.property(bounds, fc.nat(300), direction, (terms, from, by) => {
        const next = stepFrom(String(from), by, terms);
        if (next !== null) expect(readQuantity(String(next), terms).quantity).toBe(next);
      }),
      { numRuns: runs(200) },
    );
  });
});
