import { describe, expect, it } from "vitest";
import { type PricedItem, timeChange } from "./change-timing";
import { makeConfiguration, planFeature } from "./fact-builders";
import type { Interval } from "./money";

const month = { unit: "month", count: 1 };
const year = { unit: "year", count: 1 };
const twelve = { unit: "month", count: 12 };

const at = (
  unitAmount: number | null,
  quantity: number | null = 1,
  interval: Interval | null = month,
  priceId = `price_${unitAmount ?? "tiered"}`,
): PricedItem => ({ priceId, unitAmount, quantity, interval });

type Feature = NonNullable<Parameters<typeof planFeature>[0]>;

function time(
  feature: Feature,
  before: readonly PricedItem[],
  after: readonly PricedItem[],
  status = "active",
  billingMode = "classic",
) {
  const configuration = makeConfiguration({ subscription_update: planFeature(feature) });
  return timeChange(
    configuration.features.subscription_update,
    { status, billingMode },
    before,
    after,
  );
}

const ends = { trial_update_behavior: "end_trial" } as const;
const goesOn = { trial_update_behavior: "continue_trial" } as const;
const none = { proration_behavior: "none" } as const;
const prorate = { proration_behavior: "create_prorations" } as const;
const invoice = { proration_behavior: "always_invoice" } as const;
const now = { billing_cycle_anchor: "now" } as const;

describe("a change bills at the confirm, or with the next invoice", () => {
  it.each([
    // configuration, status, new interval                                bills  prorated anchor trial ends
    ["none", none, "active", month, false, false, null, false],
    ["prorations", prorate, "active", month, false, true, null, false],
    ["always invoiced", invoice, "active", month, true, true, null, false],
    ["none, to a year", none, "active", year, true, false, "now", false],
    ["prorations, to a year", prorate, "active", year, true, true, "now", false],
    ["always invoiced, to a year", invoice, "active", year, true, true, "now", false],
    ["always invoiced, to 12 months", invoice, "active", twelve, true, true, "now", false],
    ["none, anchored now", { ...none, ...now }, "active", month, true, false, "now", false],
    ["prorations, anchored now", { ...prorate, ...now }, "active", month, true, true, "now", false],
    ["none, trial ends", { ...none, ...ends }, "trialing", month, true, false, null, true],
    ["prorations, trial ends", { ...prorate, ...ends }, "trialing", month, true, false, null, true],
    ["trial goes on", { ...none, ...goesOn }, "trialing", month, false, false, null, false],
    ["invoiced, goes on", { ...invoice, ...goesOn }, "trialing", month, false, false, null, false],
    ["goes on, to a year", { ...prorate, ...goesOn }, "trialing", year, false, false, null, false],
    ["goes on, anchored", { ...now, ...goesOn }, "trialing", month, false, false, null, false],
    ["trial ends, anchored now", { ...now, ...ends }, "trialing", month, true, false, null, true],
  ] as const)("%s", (_what, feature, status, interval, billsNow, isProrated, anchor, endsTrial) => {
    expect(time(feature, [at(1000)], [at(3000, 1, interval)], status)).toEqual({
      at: "now",
      behavior: "proration_behavior" in feature ? feature.proration_behavior : "none",
      billsNow,
      isProrated,
      anchor,
      endsTrial,
    });
  });
});

describe("the step from free to paid", () => {
  it.each([
    ["classic", "now", true],
    ["flexible", null, false],
  ])("begins the cycle anew in classic billing: %s", (mode, anchor, billsNow) => {
    expect(time(none, [at(0, 0)], [at(1000)], "active", mode)).toMatchObject({ anchor, billsNow });
    expect(time(none, [at(0), at(5)], [at(9), at(5)], "active", mode).anchor).toBeNull();
    expect(time(none, [at(0)], [at(0, 2)], "active", mode).anchor).toBeNull();
    expect(time(none, [at(0, null)], [at(1000)], "active", mode).anchor).toBeNull();
  });
});

const later = { type: "decreasing_item_amount" } as const;
const shorter = { type: "shortening_interval" } as const;
/** A unit of time that Stripe may add. */
const odd = { unit: "fortnight", count: 1 };
const two = { unit: "month", count: 2 };
const used = (priceId: string) => at(null, null, month, priceId);
const tiered = (quantity: number, priceId = "price_tiered") => at(null, quantity, month, priceId);

describe("a change waits for the period's end when a condition is met", () => {
  it.each<[string, PricedItem[], PricedItem[], boolean, boolean]>([
    // what                                        before            after      less   shorter
    ["a cheaper plan", [at(3000)], [at(1000)], true, false],
    ["a dearer plan", [at(1000)], [at(3000)], false, false],
    ["another plan at the same price", [at(1000)], [at(1000)], false, false],
    ["to nothing", [at(1000)], [at(0)], true, false],
    ["fewer of them", [at(1000, 5)], [at(1000, 4)], true, false],
    ["more of them", [at(1000, 4)], [at(1000, 5)], false, false],
    ["fewer of a dearer one, more in all", [at(1000, 5)], [at(3000, 2)], false, false],
    ["more of a cheaper one, less in all", [at(3000, 2)], [at(1000, 5)], true, false],
    ["month to a cheaper year", [at(1000)], [at(10_000, 1, year)], false, false],
    ["month to a year of a far cheaper plan", [at(1000)], [at(5000, 1, year)], false, false],
    ["month to a year that costs less than it", [at(1000)], [at(900, 1, year)], true, false],
    ["year to a month that is dearer in time", [at(10_000, 1, year)], [at(1000)], false, true],
    ["year to a month that is cheaper in time", [at(30_000, 1, year)], [at(1000)], true, true],
    ["year to 12 months", [at(100, 1, year)], [at(100, 1, twelve)], false, false],
    ["a base down, seats up, more in all", [at(30), at(5, 2)], [at(10), at(5, 8)], false, false],
    ["a base up, seats down, less in all", [at(10), at(5, 8)], [at(30), at(5, 2)], true, false],
    ["a part that goes", [at(30), at(5, 2)], [at(30)], true, false],
    ["a part that comes", [at(30)], [at(30), at(5, 2)], false, false],
    ["billed by use now", [at(30), at(7, null)], [at(30)], false, false],
    ["fewer of a tiered price", [tiered(5)], [tiered(4)], true, false],
    ["more of a tiered price", [tiered(4)], [tiered(5)], false, false],
    ["fewer of another tiered price", [tiered(5)], [tiered(4, "price_other")], false, false],
    ["from an amount to a tiered price", [at(3000)], [tiered(1)], false, false],
    ["less, with more of a tiered price", [at(30), tiered(1)], [at(10), tiered(2)], false, false],
    [
      "less, with another tiered price",
      [at(30), tiered(1)],
      [at(10), tiered(1, "p")],
      false,
      false,
    ],
    ["less, with another one by use", [at(30), used("p")], [at(10), used("q")], true, false],
    [
      "fewer tiered, beside one by use",
      [tiered(2), used("p")],
      [tiered(1), used("p")],
      true,
      false,
    ],
    ["the same, with fewer tiered", [at(7), tiered(2)], [at(7), tiered(1)], true, false],
    ["a cheaper fortnight", [at(30, 1, odd)], [at(10, 1, odd)], false, false],
    ["a fortnight to a cheaper month", [at(30, 1, odd)], [at(10)], false, false],
    ["from what did not recur", [at(30, 1, null)], [at(40)], false, false],
    ["to what does not recur", [at(30)], [at(10, 1, null)], false, false],
    ["a month to a cheaper fortnight", [at(30)], [at(10, 1, odd)], false, false],
    ["two months to a cheaper month", [at(30, 1, two)], [at(10)], true, true],
  ])("%s", (_what, before, after, isLess, isShorter) => {
    const when = (conditions: NonNullable<Feature["schedule_at_period_end"]>["conditions"]) =>
      time({ schedule_at_period_end: { conditions } }, before, after).at;
    const word = (isLater: boolean) => (isLater ? "period_end" : "now");
    expect(when([])).toBe("now");
    expect(when([later])).toBe(word(isLess));
    expect(when([shorter])).toBe(word(isShorter));
    expect(when([shorter, later])).toBe(word(isLess || isShorter));
  });

  it("and nothing is billed, prorated or anchored then", () => {
    const feature = { ...invoice, ...now, schedule_at_period_end: { conditions: [later] } };
    expect(time(feature, [at(3000)], [at(1000)])).toEqual({
      at: "period_end",
      behavior: "none",
      billsNow: false,
      isProrated: false,
      anchor: null,
      endsTrial: false,
    });
  });

  it.each([ends, goesOn])("but never in a trial: %j", (feature) => {
    const conditions = { schedule_at_period_end: { conditions: [later] } };
    expect(time({ ...feature, ...conditions }, [at(3000)], [at(1000)], "trialing").at).toBe("now");
  });
});
