import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { shareOfLine } from "./credit-share";

describe("a line's share of its taxes and discounts", () => {
  it("is in proportion, rounded half away from zero", () => {
    expect(shareOfLine(100, 300, 0, 100)).toBe(33);
    expect(shareOfLine(5, 10, 0, 5)).toBe(3);
    expect(shareOfLine(7, 0, 0, 0)).toBe(0);
  });

  it("is the whole, however a line is credited in parts", () => {
    const parts = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 1_000_000 }), (amounts, whole) => {
        const line = amounts.reduce((sum, amount) => sum + amount, 0);
        let before = 0;
        let given = 0;
        for (const amount of amounts) {
          given += shareOfLine(whole, line, before, amount);
          before += amount;
        }
        expect(given).toBe(whole);
      }),
      { numRuns: runs(2000) },
    );
  });
});
