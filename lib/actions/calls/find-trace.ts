import type Stripe from "stripe";
import type { IntentRow } from "../../db/intents";
import { PorticoError } from "../../errors";
import { read } from "../../stripe/call";
import { loadStripe } from "../../stripe/client";
import type { StripeCall } from "./stripe-call";

/** How many of the newest events of a kind are read: an open intent is minutes old. */
const newest = 500;

const eventOf: Record<StripeCall["method"], Stripe.Event["type"] | null> = {
  "subscriptions.create": "customer.subscription.created",
  "subscriptions.pause": "customer.subscription.paused",
  "subscriptions.resume": "customer.subscription.resumed",
  "subscription_schedules.change_at_period_end": "subscription_schedule.updated",
  "subscription_schedules.release": "subscription_schedule.released",
  "invoices.pay": "invoice.paid",
  "checkout.sessions.create": null,
  none: null,
  "subscriptions.update": "customer.subscription.updated",
  "subscriptions.cancel": "customer.subscription.deleted",
  "customers.update": "customer.updated",
};

/**
 * Whether Stripe's events show that an intent's call was carried out, whatever has become of its effect since:
 * an event names the idempotency key of its request, the intent's id unless it is another. A key without the permission to read events knows none.
 */
export async function hasLeftTrace(
  intent: IntentRow,
  { method }: Pick<StripeCall, "method">,
  key = intent.id,
): Promise<boolean> {
  const stripe = await loadStripe(intent.merchantId, intent.livemode);
  const type = eventOf[method];
  if (type === null) return false;
  try {
    const events = await read(() =>
      stripe.events.list({ type, limit: 100 }).autoPagingToArray({ limit: newest }),
    );
    return events.some(({ request }) => request?.idempotency_key === key);
  } catch (error) {
    if (error instanceof PorticoError && error.code === "merchant_unavailable") return false;
    throw error;
  }
}
