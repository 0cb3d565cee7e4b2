import { describe, expect, it } from "vitest";
import { startPeriod } from "../billing/place-items";
import { testItem } from "../test-item";
import { billingMode, blankSubscription } from "./blank-subscription";
import { chargeStart } from "./charge-start";
import { planResumption } from "./plan-resumption";

const at = (text: string) => Date.parse(`${text}T00:00:00Z`) / 1000;
const item = (start: number) =>
  testItem({ id: "si_1", price: "price_1", unit: 2800, quantity: 1, start, end: start });

/** A subscription that began at `from`, with its billing dates at `anchor` and its period from `start`. */
function begun(from: string, anchor: string, start: string, mode: "classic" | "flexible") {
  const blank = blankSubscription("sub_1", "cus_1", at(start), "usd");
  return startPeriod(
    {
      ...blank,
      billing_cycle_anchor: at(anchor),
      billing_mode: billingMode(mode),
      items: { ...blank.items, data: [item(at(start))] },
      start_date: at(from),
    },
    at(start),
  );
}

describe("what a new subscription's first invoice bills", () => {
  it.each([
    ["its first period", begun("2026-03-01", "2026-03-01", "2026-03-01", "flexible"), [2800]],
    // Stripe's own example: half of the imagined month from 15 February to 15 March.
    [
      "half a month that has passed",
      begun("2026-02-15", "2026-03-01", "2026-03-01", "flexible"),
      [1400, 2800],
    ],
    [
      "a line for each month that has passed",
      begun("2026-01-15", "2026-03-01", "2026-03-01", "flexible"),
      [1535, 2800, 2800],
    ],
    [
      "one line for all of it in classic mode",
      begun("2026-01-15", "2026-03-01", "2026-03-01", "classic"),
      [4335, 2800],
    ],
    [
      "its share until a later billing date",
      begun("2026-02-15", "2026-03-01", "2026-02-15", "flexible"),
      [1400],
    ],
  ])("is %s", (_what, subscription, amounts) => {
    const charges = chargeStart(subscription, "create_prorations");
    expect(charges.map(({ amount }) => amount)).toEqual(amounts);
  });

  it("is nothing but whole periods without prorations", () => {
    const late = begun("2026-02-15", "2026-03-01", "2026-02-15", "flexible");
    expect(chargeStart(late, "none")).toEqual([]);
    const past = begun("2026-02-15", "2026-03-01", "2026-03-01", "flexible");
    expect(chargeStart(past, "none").map(({ amount }) => amount)).toEqual([2800]);
  });
});

describe("how a paused subscription goes on", () => {
  const paused = begun("2026-01-01", "2026-01-01", "2026-01-01", "flexible");
  const wish = { now: at("2026-02-15"), anchorNow: false, behavior: "create_prorations" } as const;

  it("begins a period now and bills all of it", () => {
    const resumed = planResumption(paused, { ...wish, anchorNow: true });
    expect(resumed).toMatchObject({
      isBilledNow: true,
      prorations: [],
      subscription: { billing_cycle_anchor: wish.now, status: "active" },
    });
    expect(resumed.cycle.map(({ amount }) => amount)).toEqual([2800]);
  });

  it("enters the period that now lies in and bills the rest of it at once", () => {
    const { subscription, prorations, isBilledNow } = planResumption(paused, wish);
    expect(isBilledNow).toBe(true);
    expect(prorations.map(({ amount }) => amount)).toEqual([1400]);
    expect(subscription.items.data[0]).toMatchObject({
      current_period_end: at("2026-03-01"),
      current_period_start: at("2026-02-01"),
    });
  });

  it("leaves the rest of the period it was paused in for the next invoice", () => {
    const resumed = planResumption(paused, { ...wish, now: at("2026-01-16") });
    expect(resumed.isBilledNow).toBe(false);
    expect(resumed.prorations.map(({ amount }) => amount)).toEqual([1445]);
    const free = planResumption(paused, { ...wish, behavior: "none" });
    expect(free).toMatchObject({ isBilledNow: false, prorations: [] });
  });

  it("is not prorated as of a time outside that period", () => {
    const ask = () => planResumption(paused, { ...wish, prorationDate: at("2026-01-20") });
    expect(ask).toThrow(/proration_date/);
  });
});
