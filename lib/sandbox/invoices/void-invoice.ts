import type Stripe from "stripe";
import { changeBalance } from "../customers/change-balance";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { cancelPayment } from "../payments/open-payment";
import { invalid } from "../protocol/errors";
import { requireOpen } from "./require-status";

/**
 * Voids an open or uncollectible invoice at the context's time: its payment is canceled, and what it took
 * of the customer's balance is given back. Gives it, saved. Leaves its subscription alone.
 */
export async function voidInvoice(
  context: Context,
  invoice: Stripe.Invoice,
): Promise<Stripe.Invoice> {
  const { books, now } = context;
  requireOpen(invoice, ["open", "uncollectible"]);
  if (invoice.amount_paid > 0) {
    throw invalid("You cannot void an invoice that has been partially paid.");
  }
  const voided: Stripe.Invoice = {
    ...invoice,
    auto_advance: false,
    next_payment_attempt: null,
    status: "void",
    status_transitions: { ...invoice.status_transitions, voided_at: now },
  };
  await books.put("invoice", voided);
  await cancelPayment(context, voided);
  await giveBalanceBack(context, voided);
  return voided;
}

/** https://docs.stripe.com/changelog/2019-12-03/customer-balances-returned-voided-invoices */
async function giveBalanceBack(context: Context, invoice: Stripe.Invoice): Promise<void> {
  const { starting_balance: start, ending_balance: end } = invoice;
  const customer = await context.books.find("customer", idOf(invoice.customer) ?? "");
  const amount = start - (end ?? start);
  if (amount === 0 || customer === null || customer.deleted === true) return;
  const refs = { invoice: invoice.id, currency: invoice.currency };
  await changeBalance(context, customer, amount, "unapplied_from_invoice", refs);
}
