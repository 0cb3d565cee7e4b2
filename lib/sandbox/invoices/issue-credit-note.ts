import type Stripe from "stripe";
import { transactBalance } from "../customers/change-balance";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireCustomer } from "../find";
import { randomText } from "../ids";
import { refundCharge } from "../payments/refund-charge";
import { invalid } from "../protocol/errors";
import { followInvoice } from "../subscriptions/follow-invoice";
import type { CreditPlan } from "./plan-credit";
import { syncPayment } from "./sync-payment";

/** The reasons that a refund may have as well. */
const refundReasons = new Map<string, "duplicate" | "fraudulent">([
  ["duplicate", "duplicate"],
  ["fraudulent", "fraudulent"],
]);

/** Carries a planned credit note out: the invoice owes less, money is given back, the note is kept. */
export async function issueCreditNote(
  context: Context,
  plan: CreditPlan,
): Promise<Stripe.CreditNote> {
  const { books } = context;
  const note: Stripe.CreditNote = {
    ...plan.note,
    customer_balance_transaction: await creditBalance(context, plan),
    pdf: await openNotePage(context, plan.note.id),
    refunds: [...plan.note.refunds, ...(await refund(context, plan))],
  };
  await books.put("credit_note", note);
  const before = plan.invoice;
  const after = creditInvoice(before, note, context.now);
  await books.put("invoice", after);
  if (note.pre_payment_amount > 0) await syncPayment(context, after);
  if (after.status !== before.status) await followInvoice(context, after);
  return note;
}

/** The invoice after a credit note: credited in full while open, it is paid. */
function creditInvoice(
  invoice: Stripe.Invoice,
  note: Stripe.CreditNote,
  now: number,
): Stripe.Invoice {
  const { pre_payment_amount: before, post_payment_amount: after } = note;
  const credited = {
    ...invoice,
    amount_due: invoice.amount_due - before,
    amount_remaining: invoice.amount_remaining - before,
    post_payment_credit_notes_amount: invoice.post_payment_credit_notes_amount + after,
    pre_payment_credit_notes_amount: invoice.pre_payment_credit_notes_amount + before,
  };
  if (invoice.status === "paid" || credited.amount_remaining > 0) return credited;
  return {
    ...credited,
    auto_advance: false,
    next_payment_attempt: null,
    status: "paid",
    status_transitions: { ...invoice.status_transitions, paid_at: now },
  };
}

async function creditBalance(
  context: Context,
  { note, invoice, creditAmount }: CreditPlan,
): Promise<string | null> {
  if (creditAmount === 0) return null;
  const customer = await requireCustomer(context.books, idOf(note.customer) ?? "");
  const refs = { invoice: invoice.id, creditNote: note.id, currency: note.currency };
  const done = await transactBalance(context, customer, -creditAmount, "credit_note", refs);
  return done.transaction.id;
}

async function refund(
  context: Context,
  { note, invoice, refundAmount }: CreditPlan,
): Promise<Stripe.CreditNote.Refund[]> {
  if (refundAmount === 0) return [];
  const charge = await chargeOf(context, invoice);
  const { id } = await refundCharge(context, charge, refundAmount, {
    reason: refundReasons.get(note.reason ?? ""),
  });
  return [
    { amount_refunded: refundAmount, payment_record_refund: null, refund: id, type: "refund" },
  ];
}

/** The charge that paid an invoice. */
async function chargeOf({ books }: Context, invoice: Stripe.Invoice): Promise<Stripe.Charge> {
  for (const payment of await books.all("invoice_payment", { parent: invoice.id })) {
    const intent = await books.find("payment_intent", idOf(payment.payment.payment_intent) ?? "");
    const charge = await books.find("charge", idOf(intent?.latest_charge) ?? "");
    if (charge?.status === "succeeded") return charge;
  }
  throw invalid("There is no payment of this invoice that could be refunded.", "refund_amount");
}

async function openNotePage({ books, account }: Context, note: string): Promise<string> {
  const token = randomText(32);
  await books.put("credit_note_page", { id: token, credit_note: note });
  return `${books.origin}/sandbox/credit_notes/${account.slice(0, 12)}/${token}/pdf`;
}
