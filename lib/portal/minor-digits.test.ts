import { describe, expect, it } from "vitest";
import { minorDigits } from "./minor-digits";

describe("minorDigits", () => {
  it.each([
    ["usd", 2],
    ["EUR", 2],
    ["jpy", 0],
    ["KRW", 0],
    ["kwd", 3],
    ["isk", 2],
    ["ugx", 2],
    ["xxx", 2],
  ])("counts %s as Stripe does", (currency, digits) => {
    expect(minorDigits(currency)).toBe(digits);
  });
});
