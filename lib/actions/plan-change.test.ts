import { describe, expect, it } from "vitest";
import { makeScene } from "@/scripts/testing/make-scene";
import {
  makeConfiguration,
  makeItem,
  makeSnapshot,
  makeSubscription,
  planFeature,
} from "../portal/fact-builders";
import type { SubscriptionFact } from "../portal/snapshot";
import { changeOf } from "./plan-change";

const second = 1_784_000_000;
const month = { unit: "month", count: 1 };
const year = { unit: "year", count: 1 };

function change(
  feature: Parameters<typeof planFeature>[0],
  facts: Partial<SubscriptionFact> = {},
  interval = month,
) {
  const configuration = makeConfiguration({ subscription_update: planFeature(feature) });
  const snapshot = makeSnapshot({ subscriptions: [makeSubscription(facts)] });
  const price = { id: "price_pro", price: null, interval, current: false };
  const input = { subscription: "sub_1", price: "price_pro" };
  return changeOf(makeScene({ configuration, snapshot }), input, price, second);
}

const trial = { status: "trialing" };
const ends = { trial_update_behavior: "end_trial" } as const;
const goesOn = { trial_update_behavior: "continue_trial" } as const;
const none = { proration_behavior: "none" } as const;
const prorate = { proration_behavior: "create_prorations" } as const;
const invoice = { proration_behavior: "always_invoice" } as const;
const now = { billing_cycle_anchor: "now" } as const;

describe("a change bills at the confirm, or with the next invoice", () => {
  it.each([
    // configuration, subscription, new interval                        bills now  prorated  anchor   ends trial
    ["none", none, {}, month, false, false, null, false],
    ["prorations", prorate, {}, month, false, true, null, false],
    ["always invoiced", invoice, {}, month, true, true, null, false],
    ["none, to a year", none, {}, year, true, false, "now", false],
    ["prorations, to a year", prorate, {}, year, true, true, "now", false],
    ["always invoiced, to a year", invoice, {}, year, true, true, "now", false],
    ["none, anchored now", { ...none, ...now }, {}, month, true, false, "now", false],
    ["prorations, anchored now", { ...prorate, ...now }, {}, month, true, true, "now", false],
    ["none, trial ends", { ...none, ...ends }, trial, month, true, false, null, true],
    ["prorations, trial ends", { ...prorate, ...ends }, trial, month, true, false, null, true],
    ["trial goes on", { ...none, ...goesOn }, trial, month, false, false, null, false],
    [
      "always invoiced, trial goes on",
      { ...invoice, ...goesOn },
      trial,
      month,
      false,
      false,
      null,
      false,
    ],
    ["trial goes on, to a year", { ...prorate, ...goesOn }, trial, year, false, false, null, false],
    ["trial goes on, anchored now", { ...now, ...goesOn }, trial, month, false, false, null, false],
    ["trial ends, anchored now", { ...now, ...ends }, trial, month, true, false, null, true],
  ] as const)("%s", (_what, feature, facts, interval, billsNow, isProrated, anchor, endsTrial) => {
    expect(change(feature, facts, interval)).toMatchObject({
      billsNow,
      proratesFrom: isProrated ? second : null,
      anchor,
      endsTrial,
    });
  });
});

describe("a change", () => {
  it("takes its behaviour from the configuration alone", () => {
    expect(change(invoice).behavior).toBe("always_invoice");
    expect(change({}).behavior).toBe("none");
  });

  it("keeps the item and its quantity", () => {
    const made = change(prorate, { items: [makeItem({ id: "si_7", quantity: 12 })] });
    expect(made).toMatchObject({ subscription: "sub_1", price: "price_pro", quantity: 12 });
    expect(made.item.id).toBe("si_7");
  });

  it("takes 12 months and 1 year for two rhythms, as Stripe does", () => {
    expect(change(none, {}, { unit: "month", count: 12 }).billsNow).toBe(true);
  });

  it("of a subscription without items is not possible", () => {
    expect(() => change(none, { items: [] })).toThrow(
      expect.objectContaining({ code: "subscription_state" }),
    );
  });

  it("of a subscription that was not read is a missing one", () => {
    expect(() => change(none, { id: "sub_other" })).toThrow(
      expect.objectContaining({ code: "resource_missing" }),
    );
  });
});
