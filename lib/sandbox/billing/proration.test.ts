import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { blankSubscription } from "../subscriptions/blank-subscription";
import { testItem } from "../test-item";
import { prorateTerms } from "./prorate-terms";
import { creditUnused } from "./proration";

const period = { start: 1_000_000, end: 1_000_000 + 30 * 86400 };
const half = period.start + 15 * 86400;
const item = (unit: number | string, quantity = 1, id = "si_1", price = `price_${unit}`) =>
  testItem({ id, price, unit, quantity, ...period });

type Items = ReturnType<typeof item>[];
const prorateChange = (before: Items, after: Items, at: number) =>
  prorateTerms(subscriptionTo(before), subscriptionTo(after), { at });

function subscriptionTo(data: Items) {
  const blank = blankSubscription("sub_1", "cus_1", period.start, "usd");
  return { ...blank, items: { ...blank.items, data } };
}

describe("proration", () => {
  it("credits the old price and debits the new for the seconds left", () => {
    const charges = prorateChange([item(1000)], [item(2000)], half);
    expect(charges.map(({ wording, amount }) => [wording, amount])).toEqual([
      ["unused", -500],
      ["remaining", 1000],
    ]);
    expect(charges[0]?.period).toEqual({ start: half, end: period.end });
  });

  it.each([
    [1, period.start + 1, -1, 2],
    [999, period.end - 1, 0, 0],
    [333, period.start + 10 * 86400, -222, 444],
    [1, half, -1, 1],
  ])("rounds half away from zero: %i cents", (unit, at, credit, debit) => {
    const charges = prorateChange([item(unit)], [item(unit * 2, 1, "si_1", "price_new")], at);
    expect(charges.map(({ amount }) => amount)).toEqual([credit, debit]);
  });

  it("rounds once, after quantity and fractions of a cent", () => {
    const charges = prorateChange([item("0.5", 3)], [], half);
    expect(charges.map(({ amount }) => amount)).toEqual([-1]);
  });

  it("leaves alone what did not change", () => {
    const other = item(700, 2, "si_2");
    expect(prorateChange([item(100), other], [item(100), other], half)).toEqual([]);
    const charges = prorateChange([item(100), other], [item(100, 4), other], half);
    expect(charges.map(({ item: id, quantity }) => [id, quantity])).toEqual([
      ["si_1", 1],
      ["si_1", 4],
    ]);
  });

  it("gives nothing back at the end and all of it at the start", () => {
    expect(creditUnused([item(1000)], period.end)[0]?.amount).toBe(0);
    expect(creditUnused([item(1000)], period.start)[0]?.amount).toBe(-1000);
  });

  it("never gives back more than was paid, and less the later it is", () => {
    const times = fc.integer({ min: period.start, max: period.end });
    const property = fc.property(
      fc.nat({ max: 10_000_000 }),
      fc.integer({ min: 1, max: 500 }),
      times,
      times,
      (unit, quantity, first, second) => {
        const [early, late] = [Math.min(first, second), Math.max(first, second)];
        const at = (time: number) => creditUnused([item(unit, quantity)], time)[0]?.amount ?? 0;
        expect(-at(early)).toBeLessThanOrEqual(unit * quantity);
        expect(-at(late)).toBeLessThanOrEqual(-at(early));
        expect(-at(late)).toBeGreaterThanOrEqual(0);
      },
    );
    fc.assert(property, { numRuns: runs(5000) });
  });
});
