import type Stripe from "stripe";
import { withoutStatusDetails } from "./status-details";

/** A paused subscription that runs again, in the period and on the billing dates that were planned. */
export function applyResumption(
  subscription: Stripe.Subscription,
  planned: Stripe.Subscription,
  status: Stripe.Subscription.Status,
): Stripe.Subscription {
  return {
    ...withoutStatusDetails(subscription),
    billing_cycle_anchor: planned.billing_cycle_anchor,
    cancel_at: planned.cancel_at,
    items: planned.items,
    pending_update: null,
    status,
  };
}
