import type Stripe from "stripe";
import { chargePeriod, periodOf } from "./cycle";
import type { Billing } from "./issue-invoice";
import { startPeriod } from "./plan-change";
import type { Charge } from "./proration";

/**
 * What happens when the running period ends: the subscription in its next period and what is billed
 * then. The renewal and the preview of the next invoice both use it.
 */
export function planRenewal(
  before: Stripe.Subscription,
  charges: readonly Charge[],
): { subscription: Stripe.Subscription; billing: Billing } {
  const period = periodOf(before);
  const status = before.status === "trialing" ? "active" : before.status;
  const subscription = startPeriod({ ...before, status }, period.end);
  return {
    subscription,
    billing: {
      subscription,
      charges,
      cycle: chargePeriod(subscription),
      created: period.end,
      period,
      reason: "subscription_cycle",
    },
  };
}

/** Whether a subscription ends no later than its running period. */
export function endsWithPeriod(subscription: Stripe.Subscription): boolean {
  const { cancel_at: end } = subscription;
  return end !== null && end <= periodOf(subscription).end;
}
