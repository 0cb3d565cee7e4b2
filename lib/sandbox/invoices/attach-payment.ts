import type Stripe from "stripe";
import { changeBalance } from "../customers/change-balance";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireCustomer, requireDocument } from "../find";
import { linkPayment } from "../payments/open-payment";
import { recordPayment } from "../payments/record-payment";
import { invalid, noSuchReference } from "../protocol/errors";
import { missingParam } from "../protocol/params";
import { requireOpen } from "./require-status";
import { syncPayment } from "./sync-payment";

type Given = { payment_intent: string | undefined; payment_record: string | undefined };

/**
 * Adds a payment intent to an open invoice. One that has succeeded is credited at once; what it brought
 * too much becomes the customer's credit (https://docs.stripe.com/invoicing/partial-payments).
 */
export async function attachPayment(
  context: Context,
  invoice: Stripe.Invoice,
  { payment_intent: id, payment_record: record }: Given,
): Promise<Stripe.Invoice> {
  if (record !== undefined) throw noSuchReference("payment record", record, "payment_record");
  if (id === undefined) throw missingParam("payment_intent");
  requireOpen(invoice, ["open", "uncollectible"]);
  const { books } = context;
  const intent = await requireDocument(books, "payment_intent", id, "payment_intent");
  if (idOf(intent.customer) !== idOf(invoice.customer) || intent.currency !== invoice.currency) {
    throw invalid(
      "The PaymentIntent must have the customer and the currency of the invoice.",
      "payment_intent",
    );
  }
  if ((await books.find("intent_invoice", id)) !== null || intent.status === "canceled") {
    throw invalid(
      "The PaymentIntent cannot be attached: it is canceled, or pays an invoice already.",
      "payment_intent",
    );
  }
  await linkPayment(context, invoice, intent, false);
  if (intent.status !== "succeeded") return invoice;
  const credited = await recordPayment(context, invoice, intent);
  await syncPayment(context, credited);
  await creditOverpaid(context, credited, credited.amount_overpaid - invoice.amount_overpaid);
  return credited;
}

async function creditOverpaid(
  context: Context,
  invoice: Stripe.Invoice,
  amount: number,
): Promise<void> {
  if (amount <= 0) return;
  const customer = await requireCustomer(context.books, idOf(invoice.customer) ?? "");
  const refs = { invoice: invoice.id, currency: invoice.currency };
  await changeBalance(context, customer, -amount, "invoice_overpaid", refs);
}
