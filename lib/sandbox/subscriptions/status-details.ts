import type Stripe from "stripe";

type Reason = Stripe.Subscription.StatusDetails.Paused.Subscription.Type;

/** A subscription that is paused from `now` (unix seconds) on, and why. */
export function asPaused(
  subscription: Stripe.Subscription,
  now: number,
  reason: Reason,
): Stripe.Subscription {
  return {
    ...subscription,
    status: "paused",
    status_details: {
      paused: { subscription: { type: reason }, transitioned_at: now, type: "subscription" },
    },
  };
}

/** A subscription of which nothing more is to be said than its status. */
export function withoutStatusDetails(subscription: Stripe.Subscription): Stripe.Subscription {
  const { status_details: _details, ...rest } = subscription;
  return rest;
}
