import { describeCoupon } from "../describe-coupon";
import type { CouponFact, SubscriptionFact } from "../snapshot";
import type { SubscriptionActions } from "../view";
import { allowCancel } from "./cancel-subscription";
import { findRefusal, type Rule, refuse, type SubscriptionFacts } from "./rule";

/** The offer stands only inside the cancel flow it was made for, once. */
export const offerRules: readonly Rule<SubscriptionFacts>[] = [
  {
    reason: "no_offer",
    applies: ({ flow, subscription, snapshot }) =>
      flow?.flow.subscription_cancel?.subscription !== subscription.id ||
      snapshot.offer === null ||
      !isWorth(snapshot.offer.coupon, subscription),
  },
  { reason: "offer_used", applies: ({ snapshot }) => snapshot.offer?.isUsed === true },
  { reason: "offer_used", applies: ({ flow }) => flow?.state.offer !== "open" },
  // One discount at a time: to take the offer would cost the customer what they have.
  { reason: "discount_exists", applies: ({ subscription }) => subscription.discounts.length > 0 },
];

/** Whether it can be redeemed at all: Stripe takes an amount off in its own currency only. */
function isWorth({ valid, amountOff }: CouponFact, { currency }: SubscriptionFact): boolean {
  return valid && (amountOff === null || amountOff.currency === currency);
}

/** The coupon offered to a customer who is about to cancel; or why none is. */
export function allowOffer(
  facts: SubscriptionFacts,
  rules = offerRules,
): SubscriptionActions["accept_offer"] {
  const refusal = findRefusal(rules, facts);
  if (refusal !== null) return refusal;
  const cancel = allowCancel(facts);
  if (!cancel.allowed) return cancel;
  const { offer } = facts.snapshot;
  return offer === null
    ? refuse("no_offer")
    : { allowed: true, coupon: describeCoupon(offer.coupon) };
}
