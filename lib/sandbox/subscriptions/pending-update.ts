import type Stripe from "stripe";
import { periodOf } from "../billing/cycle";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { voidInvoice } from "../invoices/void-invoice";
import { invalid } from "../protocol/errors";

const secondsToPay = 23 * 3600;

/** https://docs.stripe.com/billing/subscriptions/pending-updates-reference, and what the object has room for. */
const supported: readonly string[] = [
  "add_invoice_items",
  "billing_cycle_anchor",
  "cancel_at_period_end",
  "discounts",
  "items",
  "metadata",
  "off_session",
  "payment_behavior",
  "proration_behavior",
  "proration_date",
  "trial_end",
  "trial_from_plan",
];

/** Throws 400 for what `pending_if_incomplete` cannot wait with. */
export function requirePendable(subscription: Stripe.Subscription, params: object): void {
  if (subscription.collection_method === "send_invoice") {
    throw invalid(
      "Pending updates are not supported for subscriptions with `collection_method=send_invoice`.",
      "payment_behavior",
    );
  }
  const other = Object.entries(params).find(
    ([name, value]) => value !== undefined && !supported.includes(name),
  );
  if (other === undefined) return;
  throw invalid(
    `When \`payment_behavior\` is \`pending_if_incomplete\`, \`${other[0]}\` cannot be updated.`,
    other[0],
  );
}

/**
 * A subscription that waits for an invoice before it becomes what is planned. Gives it, saved with its
 * `pending_update`, which expires with the period or trial, after 23 hours at the latest.
 */
export async function keepPendingUpdate(
  context: Context,
  before: Stripe.Subscription,
  planned: Stripe.Subscription,
  invoice: Stripe.Invoice,
): Promise<Stripe.Subscription> {
  const { books, now } = context;
  const expires_at = Math.min(periodOf(before).end, now + secondsToPay);
  const waiting: Stripe.Subscription = {
    ...before,
    latest_invoice: invoice.id,
    pending_update: { ...differences(before, planned), expires_at },
  };
  await books.put("awaited_change", {
    id: invoice.id,
    reason: "pending_update",
    subscription: planned,
    clock: idOf(before.test_clock),
    // Time itself expires what the subscription shows as pending.
    expires_at: null,
  });
  await books.put("subscription", waiting);
  return waiting;
}

/**
 * Discards a pending update: the invoice it waits for is voided. Gives the subscription, saved; unchanged
 * when nothing was pending.
 */
export async function dropPendingUpdate(
  context: Context,
  subscription: Stripe.Subscription,
): Promise<Stripe.Subscription> {
  if (subscription.pending_update === null) return subscription;
  const { books } = context;
  const id = idOf(subscription.latest_invoice) ?? "";
  const invoice = await books.find("invoice", id);
  await books.remove("awaited_change", id);
  const without = { ...subscription, pending_update: null };
  await books.put("subscription", without);
  if (invoice?.status === "open") await voidInvoice(context, invoice);
  return without;
}

/** The subscription once its pending update is paid for: what was planned, everything else as it is now. */
export function applyPendingUpdate(
  subscription: Stripe.Subscription,
  planned: Stripe.Subscription,
): Stripe.Subscription {
  return {
    ...subscription,
    billing_cycle_anchor: planned.billing_cycle_anchor,
    cancel_at: planned.cancel_at,
    cancel_at_period_end: planned.cancel_at_period_end,
    canceled_at: planned.canceled_at,
    discounts: planned.discounts,
    items: planned.items,
    metadata: planned.metadata,
    pending_update: null,
    status: planned.status,
    trial_end: planned.trial_end,
    trial_start: planned.trial_start,
  };
}

/** A pending update that changes nothing. */
export const nothingPending: Omit<Stripe.Subscription.PendingUpdate, "expires_at"> = {
  billing_cycle_anchor: null,
  cancel_at_period_end: null,
  discount: null,
  discounts: null,
  metadata: null,
  subscription_items: null,
  trial_end: null,
  trial_from_plan: null,
};

/** What a pending update changes; null for what it leaves alone. */
function differences(
  before: Stripe.Subscription,
  planned: Stripe.Subscription,
): Omit<Stripe.Subscription.PendingUpdate, "expires_at"> {
  const changed = <K extends keyof Stripe.Subscription>(name: K) =>
    JSON.stringify(before[name]) === JSON.stringify(planned[name]) ? null : planned[name];
  return {
    ...nothingPending,
    billing_cycle_anchor: changed("billing_cycle_anchor"),
    cancel_at_period_end: changed("cancel_at_period_end"),
    discounts: changed("discounts"),
    metadata: changed("metadata"),
    subscription_items: changed("items")?.data ?? null,
    trial_end: changed("trial_end"),
  };
}
