import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";

/**
 * Credits an invoice with what one of its intents received: the invoice payment is paid, and the invoice
 * when nothing remains. Gives the invoice, saved.
 */
export async function recordPayment(
  context: Context,
  invoice: Stripe.Invoice,
  intent: Stripe.PaymentIntent,
): Promise<Stripe.Invoice> {
  const { books, now } = context;
  for (const payment of await books.all("invoice_payment", { parent: invoice.id })) {
    if (idOf(payment.payment.payment_intent) !== intent.id || payment.status !== "open") continue;
    await books.put("invoice_payment", {
      ...payment,
      amount_paid: intent.amount_received,
      status: "paid",
      status_transitions: { ...payment.status_transitions, paid_at: now },
    });
  }
  const credited = creditInvoice(invoice, intent.amount_received, now);
  await books.put("invoice", credited);
  if (credited.status === "paid") await markDelinquent(context, invoice, false);
  return credited;
}

type Owed = Pick<
  Stripe.Invoice,
  "amount_overpaid" | "amount_paid" | "amount_remaining" | "status" | "status_transitions"
>;

/** An invoice of which `amount` more (minor units) was paid at `time` (unix seconds). */
export function creditInvoice<I extends Owed>(invoice: I, amount: number, time: number): I {
  const paid = invoice.amount_paid + amount;
  const remaining = invoice.amount_remaining - amount;
  if (remaining > 0) return { ...invoice, amount_paid: paid, amount_remaining: remaining };
  return {
    ...invoice,
    amount_overpaid: invoice.amount_overpaid - remaining,
    amount_paid: paid + remaining,
    amount_remaining: 0,
    auto_advance: false,
    next_payment_attempt: null,
    status: "paid",
    status_transitions: { ...invoice.status_transitions, paid_at: time },
  };
}

/** Stripe calls a customer delinquent from an automatic payment that failed until an invoice is paid. */
export async function markDelinquent(
  { books }: Context,
  invoice: Stripe.Invoice,
  delinquent: boolean,
): Promise<void> {
  const customer = await books.find("customer", idOf(invoice.customer) ?? "");
  if (customer === null || customer.deleted === true) return;
  if (customer.delinquent !== delinquent) await books.put("customer", { ...customer, delinquent });
}
