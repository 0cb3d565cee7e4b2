import type { SubscriptionFact } from "./snapshot";

const ended = new Set(["canceled", "incomplete_expired"]);

/** True when Stripe will never bill this subscription again. */
export function hasEnded(subscription: SubscriptionFact): boolean {
  return ended.has(subscription.status);
}

/** When the paid period ends, Unix seconds: the latest of the items, as Stripe bills them. */
export function periodEnd(subscription: SubscriptionFact): number {
  return Math.max(0, ...subscription.items.map((item) => item.currentPeriodEnd));
}

/** When a scheduled cancellation takes effect, Unix seconds; null when none is scheduled. */
export function cancellationTime(subscription: SubscriptionFact): number | null {
  if (hasEnded(subscription)) return null;
  return subscription.cancelAt ?? (subscription.cancelAtPeriodEnd ? periodEnd(subscription) : null);
}

/** Money is owed that Stripe has tried to collect. */
export function isOwing({ status }: SubscriptionFact): boolean {
  return status === "past_due" || status === "unpaid";
}

/** Nothing is collected for now, in either of Stripe's two ways. */
export function isPaused({ status, collectionPaused }: SubscriptionFact): boolean {
  return status === "paused" || collectionPaused;
}
