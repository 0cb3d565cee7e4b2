import { describe, expect, it } from "vitest";
import { buildPortalView } from "../build-portal-view";
import { makeConfiguration, makeSnapshot, makeSubscription, midPeriod } from "../fact-builders";
import type { Flow } from "../flow";
import { flowStateSchema } from "../flow-state";
import { wholeScope } from "../session-scope";
import type { CouponFact, SubscriptionFact } from "../snapshot";
import { allowOffer } from "./retention-offer";

const percent: CouponFact = {
  id: "STAY",
  name: "Stay",
  valid: true,
  percentOff: 20,
  amountOff: null,
  duration: "once",
  months: null,
};
const flow: Flow = {
  type: "subscription_cancel",
  after_completion: {
    type: "portal_homepage",
    hosted_confirmation: null,
    redirect: null,
  },
  customer_update: null,
  subscription_cancel: { subscription: "sub_1", retention: null },
  subscription_pause: null,
  subscription_update: null,
  subscription_update_confirm: null,
};
const open = { flow, state: flowStateSchema.parse({}) };
const on = makeConfiguration();
const off = makeConfiguration({ subscription_cancel: { enabled: false } });

function amount(currency: string): CouponFact {
  return { ...percent, percentOff: null, amountOff: { amount: 500, currency } };
}

describe("an offer to stay", () => {
  it.each<
    [string, Partial<SubscriptionFact>, CouponFact | null, typeof open | null, typeof on, string]
  >([
    ["is made to who is about to cancel", {}, percent, open, on, "yes"],
    ["is made in their currency", {}, amount("usd"), open, on, "yes"],
    ["is not made in another", {}, amount("eur"), open, on, "no_offer"],
    ["is not made without a coupon", {}, null, open, on, "no_offer"],
    ["is not made of one that ran out", {}, { ...percent, valid: false }, open, on, "no_offer"],
    ["is not made outside its task", {}, percent, null, on, "no_offer"],
    ["is not made of another subscription", { id: "sub_2" }, percent, open, on, "no_offer"],
    ["is not made where nobody may cancel", {}, percent, open, off, "feature_disabled"],
    ["is not made too late", { status: "canceled" }, percent, open, on, "subscription_ended"],
    ["is not made after the fact", { cancelAt: 9 }, percent, open, on, "cancellation_scheduled"],
  ])("%s", (_what, facts, coupon, session, configuration, expected) => {
    const subscription = makeSubscription(facts);
    const offer = coupon === null ? null : { coupon, isUsed: false };
    const snapshot = makeSnapshot({ subscriptions: [subscription], offer });
    const seen = { subscription, configuration, snapshot, flow: session, now: midPeriod };
    const allowance = allowOffer(seen);
    expect(allowance.allowed ? "yes" : allowance.reason).toBe(expected);
  });

  it.each<[string, typeof open | null, object]>([
    ["while it stands", open, { allowed: true }],
    ["else for the offer's own reason", null, { allowed: false, reason: "no_offer" }],
  ])("may be declined %s", (_what, session, expected) => {
    const view = buildPortalView({
      session: { id: "bps_1", returnUrl: null, scope: wholeScope, flow: session },
      configuration: on,
      snapshot: makeSnapshot({ offer: { coupon: percent, isUsed: false } }),
      now: midPeriod,
    });
    expect(view.subscriptions[0]?.actions.decline_offer).toEqual(expected);
  });
});
