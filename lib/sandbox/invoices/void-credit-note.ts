import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import { syncPayment } from "./sync-payment";

/**
 * Takes a credit note of an open invoice back: the invoice owes its amount again. Throws 400 for one that
 * is void, and once the invoice is not open any more (https://docs.stripe.com/invoicing/dashboard/credit-notes).
 */
export async function voidCreditNote(
  context: Context,
  note: Stripe.CreditNote,
): Promise<Stripe.CreditNote> {
  const { books, now } = context;
  if (note.status === "void") throw invalid("This credit note has already been voided.");
  const invoice = await requireDocument(books, "invoice", idOf(note.invoice) ?? "");
  if (invoice.status !== "open") {
    throw invalid("You can only void credit notes of open invoices.");
  }
  const owed: Stripe.Invoice = {
    ...invoice,
    amount_due: invoice.amount_due + note.pre_payment_amount,
    amount_remaining: invoice.amount_remaining + note.pre_payment_amount,
    pre_payment_credit_notes_amount:
      invoice.pre_payment_credit_notes_amount - note.pre_payment_amount,
  };
  const voided: Stripe.CreditNote = { ...note, status: "void", voided_at: now };
  await books.put("invoice", owed);
  await books.put("credit_note", voided);
  await syncPayment(context, owed);
  return voided;
}
