import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { decimal } from "../casts";
import { testItem } from "../test-item";
import { fullAmount, proratedAmount } from "./amounts";
import { spread } from "./apply-discounts";
import { exact, round, roundTo, toDecimal } from "./exact";
import { settleBalance } from "./settle-balance";

const terms = { id: "si_1", price: "price_1", quantity: 1, start: 0, end: 1 };
const perUnit = (unit: number | string) => testItem({ ...terms, unit }).price;
const tier = (upTo: number | null, unit: string, flat: number | null = null) => ({
  flat_amount: flat,
  flat_amount_decimal: flat === null ? null : decimal(String(flat)),
  unit_amount: null,
  unit_amount_decimal: decimal(unit),
  up_to: upTo,
});
const tiered = (mode: "graduated" | "volume") => ({
  ...perUnit(0),
  billing_scheme: "tiered" as const,
  tiers: [tier(5, "700", 1000), tier(10, "650.5"), tier(null, "600", 50)],
  tiers_mode: mode,
});

describe("what a quantity costs", () => {
  it.each([
    ["1200", 3, 3600],
    ["0.5", 3, 2],
    ["0.000000000001", 1, 0],
    ["33.335", 1000, 33335],
    ["12.5", "2.2", 28],
    ["1200", 0, 0],
    ["-0.5", 3, -2],
    ["0.123456789012", 1_000_000, 123_457],
    ["999999.999999999999", 1_000_000, 1_000_000_000_000],
    ["0.000000499999", 1_000_000, 0],
    ["0.0000005", 1_000_000, 1],
  ])("at %s a unit, %s units: %i", (unit, quantity, amount) => {
    expect(fullAmount(perUnit(unit), quantity)).toBe(amount);
  });

  it.each([
    [0, 1000],
    [1, 1700],
    [5, 4500],
    [6, 4500 + 651],
    [10, 4500 + 3253],
    [12, 4500 + 3253 + 1250],
  ])("graduated, %i units: %i", (quantity, amount) => {
    expect(fullAmount(tiered("graduated"), quantity)).toBe(amount);
  });

  it.each([
    [0, 1000],
    [5, 4500],
    [6, 3903],
    [10, 6505],
    ["10.000000000001", 6050],
    [11, 6650],
    [1_000_000, 600_000_050],
  ])("by volume, %s units: %i", (quantity, amount) => {
    expect(fullAmount(tiered("volume"), quantity)).toBe(amount);
  });

  it("a share of tiers is rounded once: half of 4500 + 650.5", () => {
    expect(proratedAmount(tiered("graduated"), 6, 1, 2)).toBe(2575);
  });
});

describe("exact numbers", () => {
  it.each([
    ["0.5", 1],
    ["-0.5", -1],
    ["2.49", 2],
    ["-2.5", -3],
    ["0", 0],
  ])("%s is rounded half away from zero: %i", (text, whole) => {
    expect(round(exact(text))).toBe(whole);
  });

  it.each([
    ["2.1", "up", "3"],
    ["2.1", "down", "2"],
    ["3", "up", "3"],
    ["-2.1", "down", "-3"],
    ["-2.1", "up", "-2"],
  ] as const)("%s goes %s to %s", (text, direction, whole) => {
    expect(toDecimal(roundTo(exact(text), direction))).toBe(whole);
  });

  it("keep at most twelve places", () => {
    expect(toDecimal({ top: 1n, bottom: 3n })).toBe("0.333333333333");
    expect(toDecimal(exact("-12.50"))).toBe("-12.5");
  });
});

describe("spreading an amount", () => {
  it("gives the cents that are left to the last", () => {
    expect(spread(1000, [1000, 2000])).toEqual([333, 667]);
    expect(spread(100, [1, 1, 1])).toEqual([1, 1, 1]);
    expect(spread(2, [1, 1, 1])).toEqual([0, 1, 1]);
    expect(spread(500, [1000, 2000])).toEqual([166, 334]);
    expect(spread(500, [-100, 0])).toEqual([0, 0]);
  });

  it("adds up exactly and takes no more than there is", () => {
    const weights = fc.array(fc.integer({ min: -500, max: 100_000 }), {
      minLength: 1,
      maxLength: 8,
    });
    const property = fc.property(fc.nat({ max: 200_000 }), weights, (amount, all) => {
      const shares = spread(amount, all);
      const whole = all.reduce((sum, weight) => sum + Math.max(weight, 0), 0);
      expect(shares.reduce((sum, one) => sum + one, 0)).toBe(Math.min(amount, whole));
      for (const [at, one] of shares.entries()) {
        expect(one).toBeGreaterThanOrEqual(0);
        expect(one).toBeLessThanOrEqual(Math.max(all[at] ?? 0, 0));
      }
    });
    fc.assert(property, { numRuns: runs(5000) });
  });
});

describe("the customer's balance", () => {
  it.each([
    [0, 2000, "usd", 2000, 0],
    [-500, 2000, "usd", 1500, 0],
    [-3000, 2000, "usd", 0, -1000],
    [300, 2000, "usd", 2300, 0],
    [0, -700, "usd", 0, -700],
    [0, 49, "usd", 0, 49],
    [0, 50, "usd", 50, 0],
    [-1970, 2000, "usd", 0, 30],
    [0, 29, "gbp", 0, 29],
    // Not in the table: the same 50 that a payment intent asks for.
    [0, 49, "sll", 0, 49],
    [0, 0, "usd", 0, 0],
  ])("%i and a total of %i %s: %i is due, %i is left", (balance, total, currency, due, left) => {
    expect(settleBalance(balance, total, currency)).toEqual({
      amountDue: due,
      endingBalance: left,
    });
  });
});
