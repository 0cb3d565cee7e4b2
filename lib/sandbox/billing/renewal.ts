import type Stripe from "stripe";
import { chargePeriod, chargeUsage, periodOf } from "./cycle";
import type { Billing } from "./draft-invoice";
import { startItems } from "./place-items";
import type { Charge } from "./proration";

/**
 * What happens when the running period ends (of several, the one that ends first): the subscription in
 * its next period and what is billed then: licensed items for that period, metered ones for what was
 * used in the last. The renewal and the preview of the next invoice both use it.
 */
export function planRenewal(
  before: Stripe.Subscription,
  charges: readonly Charge[],
): { subscription: Stripe.Subscription; billing: Billing } {
  const period = periodOf(before);
  const isTrial = before.status === "trialing";
  const due = before.items.data.filter((item) => item.current_period_end === period.end);
  const status = isTrial ? "active" : before.status;
  const subscription = startItems({ ...before, status }, due, period.end);
  const licensed = chargePeriod({ ...subscription, billing_mode: flexible }, period.end);
  return {
    subscription,
    billing: {
      subscription,
      charges,
      cycle: [...licensed, ...(isTrial ? [] : chargeUsage(due, period.end))],
      created: period.end,
      period,
      reason: "subscription_cycle",
    },
  };
}

/** Usage is billed afterwards: what classic billing shows of it beforehand is shown but once. */
const flexible: Stripe.Subscription.BillingMode = { type: "flexible", flexible: null };

/**
 * What the end of a subscription bills at `at` (unix seconds): what waits, these charges and what was used
 * in the running period; of a trial nothing that was used.
 */
export function planEnd(
  before: Stripe.Subscription,
  charges: readonly Charge[],
  at: number,
): Billing {
  return {
    subscription: before,
    charges,
    cycle: before.status === "trialing" ? [] : chargeUsage(before.items.data, at),
    created: at,
    period: { start: periodOf(before).start, end: at },
    reason: "subscription_cycle",
  };
}

/** Whether a subscription ends no later than its running period. */
export function endsWithPeriod(subscription: Stripe.Subscription): boolean {
  const { cancel_at: end } = subscription;
  return end !== null && end <= periodOf(subscription).end;
}
