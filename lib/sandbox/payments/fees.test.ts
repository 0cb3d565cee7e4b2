import { describe, expect, it } from "vitest";
import { feeOf } from "./fees";

describe("Stripe's fee", () => {
  it.each([
    [2000, "usd", 88],
    [50, "usd", 31],
    [1050, "eur", 60],
    [99_999_999, "usd", 2_900_030],
    [1000, "jpy", 29],
  ])("of %i %s is %i", (amount, currency, fee) => {
    expect(feeOf(amount, currency)).toBe(fee);
  });
});
