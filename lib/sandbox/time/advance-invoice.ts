import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { finalizeInvoice } from "../invoices/finalize-invoice";
import { collectInvoice } from "../payments/collect-invoice";
import { endSubscription } from "../subscriptions/cancel-subscription";
import { followInvoice } from "../subscriptions/follow-invoice";
import { overdueAt } from "./due-at";

/** Does what is due for an invoice: a draft is finalized and collected, a failed payment tried again. */
export async function advanceInvoice(context: Context, invoice: Stripe.Invoice): Promise<void> {
  if (overdueAt(invoice) === context.now) return becomeOverdue(context, invoice);
  const isDraft = invoice.status === "draft";
  const open = isDraft ? await finalizeInvoice(context, invoice) : invoice;
  if (open.status !== "open") return void (await followInvoice(context, open));
  if (open.collection_method === "send_invoice") {
    context.books.announce("invoice.sent", open);
    return void (await followInvoice(context, open));
  }
  await collect(context, open);
}

/** Stripe's own attempt. When it was the last of the schedule, the subscription ends. */
async function collect(context: Context, open: Stripe.Invoice): Promise<void> {
  const attempted = await collectInvoice(context, open, { offSession: true, isAutomatic: true });
  const { invoice, outcome } = attempted;
  const subscription = await followInvoice(context, invoice);
  const isExhausted = invoice.status === "open" && invoice.next_payment_attempt === null;
  // Without anything to charge there were no retries: the debt waits for a payment method.
  if (subscription?.status === "past_due" && isExhausted && outcome !== "no_method") {
    await giveUp(context, subscription);
  }
}

/** Stripe's default after the last retry: the subscription is canceled, and its schedule aborted. */
async function giveUp(context: Context, subscription: Stripe.Subscription): Promise<void> {
  await endSubscription(context, subscription, { reason: "payment_failed" });
  const id = idOf(subscription.schedule);
  const schedule = id === null ? null : await context.books.find("subscription_schedule", id);
  if (schedule !== null) context.books.announce("subscription_schedule.aborted", schedule);
}

/** A sent invoice that nobody paid in time: its subscription is past due. */
async function becomeOverdue(context: Context, invoice: Stripe.Invoice): Promise<void> {
  await context.books.put("invoice", invoice);
  context.books.announce("invoice.overdue", invoice);
  await followInvoice(context, invoice);
}
