import { describe, expect, it } from "vitest";
import { configurationSchema, type PortalConfiguration } from "../configuration";
import { makeSnapshot, makeSubscription, midPeriod, periodEnds } from "../fact-builders";
import type { SubscriptionFact } from "../snapshot";
import type { Allowance } from "../view";
import { allowPromotionCode } from "./apply-promotion-code";
import { allowPause } from "./pause-subscription";
import { allowResume } from "./resume-subscription";
import type { SubscriptionFacts } from "./rule";

type PauseFeature = PortalConfiguration["features"]["subscription_pause"];

function configure(pause: Partial<PauseFeature> = {}, codes = true): PortalConfiguration {
  const features = { subscription_pause: { enabled: true, ...pause } };
  return configurationSchema.parse({ features, portico: { promotion_code: { enabled: codes } } });
}

function factsOf(
  facts: Partial<SubscriptionFact>,
  configuration = configure(),
  now = midPeriod,
): SubscriptionFacts {
  const subscription = makeSubscription(facts);
  const snapshot = makeSnapshot({ subscriptions: [subscription] });
  return { subscription, configuration, snapshot, flow: null, now };
}

function verdict(allowance: Allowance<unknown>): string {
  return allowance.allowed ? "yes" : allowance.reason;
}

const flexible = { billingMode: "flexible" };
const ours = { scheduleId: "sub_sched_1", isScheduleOurs: true };
const coupon = {
  id: "c",
  name: null,
  valid: true,
  percentOff: 20,
  amountOff: null,
  duration: "once",
  months: null,
};
const discounts = [{ id: "di_1", coupon, promotionCodeId: null, endsAt: null }];
const waits = { pendingUpdate: { expiresAt: periodEnds } };
const over = "subscription_ended";
const ending = "cancellation_scheduled";
const running = "not_paused";
const later = "change_scheduled";
const theirs = "schedule_attached";
const pending = "change_pending";
const half = "incomplete";

/** Everything is switched on; what may be done depends on Stripe's state alone. */
const states: [string, Partial<SubscriptionFact>, string, string, string][] = [
  // state                    facts                                        pause        resume   code
  ["active", {}, "yes", running, "yes"],
  ["active, flexible", flexible, "yes", running, "yes"],
  ["on trial", { status: "trialing" }, "trialing", running, "yes"],
  ["past due", { status: "past_due" }, "past_due", running, "yes"],
  ["unpaid", { status: "unpaid" }, "past_due", running, "yes"],
  ["incomplete", { status: "incomplete" }, half, running, half],
  ["canceled", { status: "canceled" }, over, over, over],
  ["paused", { status: "paused", ...flexible }, "paused", "yes", "paused"],
  ["collection paused", { collectionPaused: true }, "paused", "yes", "paused"],
  ["paused and ending", { status: "paused", cancelAt: 9 }, "paused", ending, "paused"],
  ["paused, resumed unpaid", { status: "paused", ...waits }, "paused", pending, "paused"],
  ["waiting for a payment", waits, pending, running, pending],
  ["about to change", ours, later, running, later],
  ["under a schedule", { scheduleId: "sub_sched_1" }, theirs, running, theirs],
  ["ending", { cancelAtPeriodEnd: true }, ending, running, ending],
  ["paid by invoice", { collectionMethod: "send_invoice" }, "yes", running, "yes"],
  [
    "flexible, paid by invoice",
    { ...flexible, collectionMethod: "send_invoice" },
    "invoiced",
    running,
    "yes",
  ],
  [
    "paused, paid by invoice",
    { status: "paused", collectionMethod: "send_invoice" },
    "paused",
    "invoiced",
    "paused",
  ],
  [
    "collection paused, paid by invoice",
    { collectionPaused: true, collectionMethod: "send_invoice" },
    "paused",
    "yes",
    "paused",
  ],
  ["discounted", { discounts }, "yes", running, "discount_exists"],
  ["of a status Stripe adds", { status: "hibernating" }, "yes", running, "yes"],
];

describe.each(states)("a subscription that is %s", (_state, facts, pause, resume, code) => {
  it(`pause: ${pause}, resume: ${resume}, code: ${code}`, () => {
    const seen = factsOf(facts);
    expect([allowPause(seen), allowResume(seen), allowPromotionCode(seen)].map(verdict)).toEqual([
      pause,
      resume,
      code,
    ]);
  });

  it("can be neither paused nor resumed nor discounted where that is switched off", () => {
    const seen = factsOf(facts, configure({ enabled: false }, false));
    const refused = [allowPause(seen), allowResume(seen), allowPromotionCode(seen)].map(verdict);
    expect(new Set(refused)).toEqual(new Set(["feature_disabled"]));
  });
});

describe("the durations on offer", () => {
  const durationsOf = (duration: PauseFeature["duration"], now = midPeriod) => {
    const allowance = allowPause(factsOf({}, configure({ duration }), now));
    return allowance.allowed ? allowance.durations : allowance.reason;
  };
  const option = (interval: "week" | "month", interval_count: number) => ({
    interval,
    interval_count,
  });

  it("are the merchant's, each once, with the day they would be over by the customer's time", () => {
    const given = [option("month", 1), option("week", 2), option("month", 1)];
    const lastOfJanuary = Date.UTC(2027, 0, 31) / 1000;
    const duration = { type: "interval_options" as const, interval_options: given };
    expect(durationsOf(duration, lastOfJanuary)).toEqual([
      { interval: { unit: "month", count: 1 }, resumesAt: Date.UTC(2027, 1, 28) / 1000 },
      { interval: { unit: "week", count: 2 }, resumesAt: Date.UTC(2027, 1, 14) / 1000 },
    ]);
  });

  it("is open where the merchant sets none", () => {
    const duration = { type: "indefinite" as const, interval_options: [] };
    expect(durationsOf(duration)).toEqual([{ interval: null, resumesAt: null }]);
  });

  it("being none at all is as good as switched off", () => {
    const duration = { type: "interval_options" as const, interval_options: [] };
    expect(durationsOf(duration)).toBe("feature_disabled");
  });
});
