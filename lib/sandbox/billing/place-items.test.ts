import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { blankSubscription } from "../subscriptions/blank-subscription";
import { testItem } from "../test-item";
import { placeItems, startItems, startPeriod } from "./place-items";

const day = 86400;
const june = Date.UTC(2026, 5, 1) / 1000;
const july = Date.UTC(2026, 6, 1) / 1000;
const august = Date.UTC(2026, 7, 1) / 1000;
const nextJune = Date.UTC(2027, 5, 1) / 1000;

const item = (
  id: string,
  interval: "month" | "year",
  [start, end]: readonly [number, number],
): Stripe.SubscriptionItem => {
  const made = testItem({ id, price: `price_${id}`, unit: 100, quantity: 1, start, end });
  const recurring = made.price.recurring && { ...made.price.recurring, interval };
  return { ...made, price: { ...made.price, recurring } };
};
const monthly = item("si_m", "month", [june, july]);
const yearly = item("si_y", "year", [june, nextJune]);
const unplaced = [0, 0] as const;

function subscriptionTo(...data: Stripe.SubscriptionItem[]) {
  const blank = blankSubscription("sub_1", "cus_1", june, "usd");
  return { ...blank, billing_cycle_anchor: june, items: { ...blank.items, data } };
}

const periodsOf = (items: readonly Stripe.SubscriptionItem[]) =>
  items.map((one) => [one.current_period_start, one.current_period_end]);

describe("items of a subscription", () => {
  it.each([
    ["one that stays keeps its period", [monthly], [monthly], [[june, july]]],
    [
      "a new one shares its interval's",
      [monthly],
      [item("new", "month", unplaced)],
      [[june, july]],
    ],
    [
      "of a new interval, the grid's around now",
      [monthly],
      [item("new", "year", unplaced)],
      [[june, nextJune]],
    ],
    [
      "another interval by the same id",
      [monthly, yearly],
      [{ ...yearly, id: "si_m" }],
      [[june, nextJune]],
    ],
    ["none", [monthly], [], []],
  ])("%s", (_name, before, items, periods) => {
    expect(periodsOf(placeItems(subscriptionTo(...before), items, june + 10 * day))).toEqual(
      periods,
    );
  });

  it("on a boundary are in the period that begins there", () => {
    const [placed] = placeItems(subscriptionTo(yearly), [item("new", "month", unplaced)], july);
    expect(placed).toMatchObject({ current_period_start: july, current_period_end: august });
  });

  it("begin together, each as long as its own interval", () => {
    const started = startPeriod(subscriptionTo(monthly, yearly), june);
    expect(periodsOf(started.items.data)).toEqual([
      [june, july],
      [june, nextJune],
    ]);
  });

  it("go on alone, and an end with the period goes with the first of them", () => {
    const before = { ...subscriptionTo(monthly, yearly), cancel_at_period_end: true };
    const moved = startItems(before, [monthly], july);
    expect(periodsOf(moved.items.data)).toEqual([
      [july, august],
      [june, nextJune],
    ]);
    expect(moved.cancel_at).toBe(august);
  });
});
