import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { followInvoice } from "../subscriptions/follow-invoice";
import { recordPayment } from "./record-payment";

/**
 * Tells the invoice, if a payment intent is one's, that the intent succeeded: the invoice is credited
 * and its subscription follows. Gives the invoice as the payment left it.
 */
export async function settleIntent(
  context: Context,
  intent: Stripe.PaymentIntent,
): Promise<Stripe.Invoice | null> {
  const invoice = await invoiceOf(context, intent);
  if (invoice === null || invoice.status !== "open") return invoice;
  const attempts = Math.max(1, invoice.attempt_count);
  const tried = { ...invoice, attempted: true, attempt_count: attempts };
  const credited = await recordPayment(context, tried, intent);
  if (credited.status !== "paid") return credited;
  await followInvoice(context, credited);
  return credited;
}

/** A payment that its customer tried and that failed is the first attempt of the invoice, if there was none. */
export async function noteFailure(context: Context, intent: Stripe.PaymentIntent): Promise<void> {
  const invoice = await invoiceOf(context, intent);
  if (invoice === null || invoice.status !== "open" || invoice.attempted) return;
  const tried = { ...invoice, attempted: true, attempt_count: 1 };
  await context.books.put("invoice", tried);
  await followInvoice(context, tried);
}

/** The invoice that an intent pays, or null. */
export async function invoiceOf(
  { books }: Context,
  intent: Stripe.PaymentIntent,
): Promise<Stripe.Invoice | null> {
  const link = await books.find("intent_invoice", intent.id);
  return link === null ? null : books.find("invoice", link.invoice);
}
