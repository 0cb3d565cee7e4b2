import { describe, expect, it } from "vitest";
import { configurationSchema, type PortalConfiguration } from "../configuration";
import {
  makeConfiguration,
  makeItem,
  makePaymentMethod,
  makePrice,
  makeProduct,
  makeSnapshot,
  makeSubscription,
  midPeriod,
  periodEnds,
  planFeature,
} from "../fact-builders";
import type { PriceFact, Snapshot, SubscriptionFact } from "../snapshot";
import { cancellationTime, hasEnded, periodEnd } from "../subscription-state";
import type { Allowance } from "../view";
import { allowCancel as decideCancel } from "./cancel-subscription";
import { allowChangePlan as decideChange } from "./change-plan";
import { allowSetDefault as decideDefault } from "./payment-methods";
import type { SubscriptionFacts } from "./rule";
import { allowUndoCancel as decideUndo } from "./undo-cancel";
import { allowUpdateCustomer as decideUpdate } from "./update-customer";

const facts = (
  subscription: SubscriptionFact,
  configuration: PortalConfiguration,
  snapshot: Snapshot = makeSnapshot(),
  now = midPeriod,
): SubscriptionFacts => ({ subscription, configuration, snapshot, flow: null, now });

const allowChangePlan = (...given: Parameters<typeof facts>) => decideChange(facts(...given));
const allowCancel = (of: SubscriptionFact, by: PortalConfiguration, now = midPeriod) =>
  decideCancel(facts(of, by, makeSnapshot(), now));
const allowUndoCancel = (...given: Parameters<typeof facts>) => decideUndo(facts(...given));
const allowUpdateCustomer = (by: PortalConfiguration) =>
  decideUpdate(facts(makeSubscription(), by));
const allowSetDefault = (isDefault: boolean, by: PortalConfiguration) =>
  decideDefault({
    ...facts(makeSubscription(), by),
    method: makePaymentMethod({ id: isDefault ? "pm_1" : "pm_2" }),
  });

type Verdict = "yes" | string;

function verdict(allowance: Allowance<unknown>): Verdict {
  return allowance.allowed ? "yes" : allowance.reason;
}

const byUse = makePrice({ id: "price_use", usageType: "metered" });
const metered = makeItem({ price: byUse, quantity: null });
const yes = "yes";
const none = "no_cancellation_scheduled";
const over = "subscription_ended";
const ending = "cancellation_scheduled";
const scheduled = "schedule_attached";

/** Everything is switched on; what may be done depends on Stripe's state alone. */
const states: [string, Partial<SubscriptionFact>, Verdict, Verdict, Verdict][] = [
  // state                         facts                                     change plan   cancel  undo
  ["active", {}, yes, yes, none],
  ["trialing", { status: "trialing", trialEnd: periodEnds }, yes, yes, none],
  ["past due", { status: "past_due" }, "past_due", yes, none],
  ["unpaid", { status: "unpaid" }, "past_due", yes, none],
  ["incomplete", { status: "incomplete" }, "incomplete", yes, none],
  ["never begun", { status: "incomplete_expired" }, over, over, over],
  ["canceled", { status: "canceled", endedAt: midPeriod }, over, over, over],
  ["canceled, flag kept", { status: "canceled", cancelAtPeriodEnd: true }, over, over, over],
  ["paused", { status: "paused" }, "paused", yes, none],
  ["collection paused", { collectionPaused: true }, "paused", yes, none],
  ["ends with the period", { cancelAtPeriodEnd: true }, ending, ending, yes],
  ["ends on a date", { cancelAt: periodEnds + 5 }, ending, ending, yes],
  ["past due and ending", { status: "past_due", cancelAtPeriodEnd: true }, "past_due", ending, yes],
  ["under a schedule", { scheduleId: "sub_sched_1" }, scheduled, scheduled, scheduled],
  ["schedule and ending", { scheduleId: "s", cancelAt: 9 }, scheduled, ending, scheduled],
  ["paid by invoice", { collectionMethod: "send_invoice" }, "invoiced", yes, none],
  ["two items", { items: [makeItem(), makeItem({ id: "si_2" })] }, "several_items", yes, none],
  ["no item", { items: [] }, "several_items", yes, none],
  ["metered", { items: [metered] }, "metered", yes, none],
  ["a status Stripe adds", { status: "hibernating" }, yes, yes, none],
];

describe.each(states)("a subscription that is %s", (_state, facts, change, cancel, undo) => {
  const subscription = makeSubscription(facts);
  const snapshot = makeSnapshot({ subscriptions: [subscription] });
  const on = makeConfiguration();

  it(`change plan: ${change}`, () => {
    expect(verdict(allowChangePlan(subscription, on, snapshot))).toBe(change);
  });

  it(`cancel: ${cancel}`, () => {
    expect(verdict(allowCancel(subscription, on, midPeriod))).toBe(cancel);
  });

  it(`undo: ${undo}`, () => {
    expect(verdict(allowUndoCancel(subscription, on))).toBe(undo);
  });

  it("allows nothing that the configuration has switched off", () => {
    const off = makeConfiguration({
      subscription_cancel: { enabled: false },
      subscription_update: planFeature({ enabled: false }),
    });
    expect(verdict(allowChangePlan(subscription, off, snapshot))).toBe("feature_disabled");
    expect(verdict(allowCancel(subscription, off, midPeriod))).toBe("feature_disabled");
    expect(verdict(allowUndoCancel(subscription, off))).toBe("feature_disabled");
  });

  it("allows no plan change where only quantities may be changed", () => {
    const quantities = makeConfiguration({
      subscription_update: planFeature({ default_allowed_updates: ["quantity"] }),
    });
    expect(verdict(allowChangePlan(subscription, quantities, snapshot))).toBe("feature_disabled");
  });
});

/** The ids of what is on offer, product by product, when the catalogue holds `prices` beside Starter. */
function offer(prices: PriceFact[], listed = prices.map(({ id }) => id)) {
  const subscription = makeSubscription();
  const snapshot = makeSnapshot({ prices: [makePrice(), ...prices] });
  const products = [
    { product: "prod_starter", prices: ["price_starter"] },
    { product: "prod_pro", prices: listed },
  ];
  const configuration = makeConfiguration({ subscription_update: planFeature({ products }) });
  const allowance = allowChangePlan(subscription, configuration, snapshot);
  if (!allowance.allowed) return allowance.reason;
  return allowance.plans.flatMap((plan) => plan.prices.map(({ id }) => id));
}
const pro = (facts: Partial<PriceFact>) =>
  makePrice({ id: "price_pro", productId: "prod_pro", ...facts });

describe("the plan list", () => {
  it("offers active, licensed, recurring prices in the subscription's currency", () => {
    expect(offer([pro({})])).toEqual(["price_starter", "price_pro"]);
  });

  it.each<[string, Partial<PriceFact>]>([
    ["an inactive price", { active: false }],
    ["a metered price", { usageType: "metered" }],
    ["a usage type Stripe adds", { usageType: "barter" }],
    ["a price in another currency", { currency: "eur" }],
    ["a one-time price", { interval: null }],
  ])("does not offer %s", (_what, facts) => {
    expect(offer([pro(facts)])).toBe("no_other_plan");
  });

  it("does not offer a price that Stripe no longer knows", () => {
    expect(offer([], ["price_gone"])).toBe("no_other_plan");
  });

  it("does not offer an active price that the configuration leaves out", () => {
    expect(offer([pro({}), pro({ id: "price_secret" })], ["price_pro"])).toEqual([
      "price_starter",
      "price_pro",
    ]);
  });
});

describe("the plan list as it is shown", () => {
  it("keeps showing the current price after it was archived", () => {
    const current = makePrice({ active: false });
    const subscription = makeSubscription({ items: [makeItem({ price: current })] });
    const snapshot = makeSnapshot({ prices: [current, pro({})], subscriptions: [subscription] });
    const allowance = allowChangePlan(subscription, makeConfiguration(), snapshot);
    expect(allowance).toMatchObject({
      allowed: true,
      plans: [
        { prices: [{ id: "price_starter", current: true }] },
        { prices: [{ current: false }] },
      ],
    });
  });

  it("leaves out an archived product with all its prices", () => {
    const products = [makeProduct(), makeProduct({ id: "prod_pro", active: false })];
    const allowance = allowChangePlan(
      makeSubscription(),
      makeConfiguration(),
      makeSnapshot({ products }),
    );
    expect(verdict(allowance)).toBe("no_other_plan");
  });

  it("keeps the merchant's order", () => {
    const products = [
      { product: "prod_pro", prices: ["price_pro_year", "price_pro"] },
      { product: "prod_starter", prices: ["price_starter"] },
    ];
    const configuration = makeConfiguration({ subscription_update: planFeature({ products }) });
    const allowance = allowChangePlan(makeSubscription(), configuration, makeSnapshot());
    const ids = allowance.allowed ? allowance.plans.flatMap(({ prices }) => prices) : [];
    expect(ids.map(({ id }) => id)).toEqual(["price_pro_year", "price_pro", "price_starter"]);
  });

  it("shows a tiered price without an amount rather than with a wrong one", () => {
    const snapshot = makeSnapshot({ prices: [makePrice(), pro({ unitAmount: null })] });
    const allowance = allowChangePlan(makeSubscription(), makeConfiguration(), snapshot);
    const plans = allowance.allowed ? allowance.plans : [];
    expect(plans[1]?.prices[0]).toMatchObject({ id: "price_pro", price: null });
  });

  it("is no choice when only the current price is on it", () => {
    const products = [{ product: "prod_starter", prices: ["price_starter"] }];
    const configuration = makeConfiguration({ subscription_update: planFeature({ products }) });
    const allowance = allowChangePlan(makeSubscription(), configuration, makeSnapshot());
    expect(verdict(allowance)).toBe("no_other_plan");
  });
});

describe("the terms of a cancellation", () => {
  it("at period end names the end of the latest item's period", () => {
    const items = [makeItem(), makeItem({ id: "si_2", currentPeriodEnd: periodEnds + 86_400 })];
    expect(allowCancel(makeSubscription({ items }), makeConfiguration(), midPeriod)).toEqual({
      allowed: true,
      mode: "at_period_end",
      endsAt: periodEnds + 86_400,
      message: null,
      reasons: null,
      canEndNow: false,
    });
  });

  it("immediately names now", () => {
    const configuration = makeConfiguration({ subscription_cancel: { mode: "immediately" } });
    expect(allowCancel(makeSubscription(), configuration, midPeriod)).toEqual({
      allowed: true,
      mode: "immediately",
      endsAt: midPeriod,
      message: null,
      reasons: null,
      canEndNow: true,
    });
  });

  it("ask for reasons in the merchant's order, each once, where the merchant asks", () => {
    const options = ["unused", "other", "unused"] as const;
    const terms = (enabled: boolean) =>
      allowCancel(
        makeSubscription(),
        makeConfiguration({
          subscription_cancel: { cancellation_reason: { enabled, options: [...options] } },
        }),
        midPeriod,
      );
    expect(terms(true)).toMatchObject({
      reasons: [
        { kind: "stripe", feedback: "unused" },
        { kind: "stripe", feedback: "other" },
      ],
    });
    expect(terms(false)).toMatchObject({ reasons: null });
  });

  it.each<[string, Partial<SubscriptionFact>, number, string, boolean]>([
    ["the period's end, while it runs", {}, midPeriod, "at_period_end", false],
    ["now, once the period is over", {}, periodEnds, "immediately", true],
    ["now, before the first payment", { status: "incomplete" }, midPeriod, "immediately", true],
    ["either, while money is owed", { status: "past_due" }, midPeriod, "at_period_end", true],
    ["either, when it was given up", { status: "unpaid" }, midPeriod, "at_period_end", true],
  ])("name %s", (_what, given, now, mode, canEndNow) => {
    const terms = allowCancel(makeSubscription(given), makeConfiguration(), now);
    expect(terms).toMatchObject({
      mode,
      canEndNow,
      endsAt: mode === "immediately" ? now : periodEnds,
    });
  });

  it("ask for the merchant's own reasons after Stripe's, as far as they are still there", () => {
    const configuration = makeConfiguration({
      subscription_cancel: {
        cancellation_reason: {
          enabled: true,
          options: ["other"],
          feedback_options: ["fbo_moved", "fbo_gone", "fbo_moved"],
        },
      },
    });
    const snapshot = makeSnapshot({ feedbackOptions: [{ id: "fbo_moved", text: "I moved" }] });
    expect(decideCancel(facts(makeSubscription(), configuration, snapshot))).toMatchObject({
      reasons: [
        { kind: "stripe", feedback: "other" },
        { kind: "own", feedbackOption: "fbo_moved", text: "I moved" },
      ],
    });
  });

  it("carry the merchant's words", () => {
    const configuration = configurationSchema.parse({
      portico: { subscription_cancel: { message: "Sorry to see you go.\nReally." } },
    });
    expect(allowCancel(makeSubscription(), configuration, midPeriod)).toMatchObject({
      message: "Sorry to see you go.\nReally.",
    });
  });
});

describe("when a subscription ends", () => {
  it("is the date Stripe names, even beside the period-end flag", () => {
    const facts = { cancelAtPeriodEnd: true, cancelAt: periodEnds - 10 };
    expect(cancellationTime(makeSubscription(facts))).toBe(periodEnds - 10);
  });

  it("is the period's end when only the flag is set", () => {
    expect(cancellationTime(makeSubscription({ cancelAtPeriodEnd: true }))).toBe(periodEnds);
  });

  it("is nothing to come once it has ended", () => {
    const facts = { status: "canceled", cancelAt: periodEnds, cancelAtPeriodEnd: true };
    expect(cancellationTime(makeSubscription(facts))).toBeNull();
  });

  it("is unknown, not a crash, without items", () => {
    expect(periodEnd(makeSubscription({ items: [] }))).toBe(0);
  });

  it.each([
    ["active", false],
    ["past_due", false],
    ["canceled", true],
    ["incomplete_expired", true],
    ["hibernating", false],
  ])("%s: ended is %s", (status, ended) => {
    expect(hasEnded(makeSubscription({ status }))).toBe(ended);
  });
});

describe("the default payment method", () => {
  const off = makeConfiguration({ payment_method_update: { enabled: false } });

  it("may be chosen among the others", () => {
    expect(allowSetDefault(false, makeConfiguration())).toEqual({ allowed: true });
  });

  it("is not chosen again", () => {
    expect(verdict(allowSetDefault(true, makeConfiguration()))).toBe("already_default");
  });

  it.each([true, false])(
    "may not be chosen where the feature is off (default: %s)",
    (isDefault) => {
      expect(verdict(allowSetDefault(isDefault, off))).toBe("feature_disabled");
    },
  );
});

describe("the billing information", () => {
  const allow = (customer_update: object) =>
    allowUpdateCustomer(makeConfiguration({ customer_update }));

  it("may be changed field by field, as far as it is built", () => {
    expect(allow({ allowed_updates: ["phone", "email", "name", "tax_id"] })).toEqual({
      allowed: true,
      fields: ["name", "email", "phone"],
    });
  });

  it.each([
    ["the feature is off", { enabled: false, allowed_updates: ["name"] }],
    ["nothing is allowed", { allowed_updates: [] }],
    ["only what is not built is allowed", { allowed_updates: ["shipping", "tax_id"] }],
  ])("may not be changed where %s", (_what, feature) => {
    expect(verdict(allow(feature))).toBe("feature_disabled");
  });
});
