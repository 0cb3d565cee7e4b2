import type Stripe from "stripe";

const daySeconds = 86400;

/** Days from a failed attempt to the next: the custom schedule Stripe's dashboard offers, three retries. */
const daysToRetry: readonly number[] = [3, 5, 7];

/**
 * When a payment that failed at `now` is tried again, in unix seconds; null: no more, or it is not
 * collected automatically. `invoice.attempt_count` counts the attempt that failed.
 */
export function nextAttempt(invoice: Stripe.Invoice, now: number): number | null {
  if (invoice.collection_method !== "charge_automatically") return null;
  const days = daysToRetry[Math.max(invoice.attempt_count, 1) - 1];
  return days === undefined ? null : now + days * daySeconds;
}
