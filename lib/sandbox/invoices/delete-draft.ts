import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { itemOfLine } from "./draft-lines";
import { requireDraft } from "./require-status";

/**
 * Deletes a one-off draft, and the items on it with it. Throws 400 for a final invoice and for one of a
 * subscription, which can only be voided.
 */
export async function deleteDraft({ books }: Context, id: string): Promise<Stripe.DeletedInvoice> {
  const invoice = requireDraft(
    await requireDocument(books, "invoice", id),
    "You can only delete draft invoices.",
  );
  if (invoice.parent?.subscription_details) {
    requireDraft(
      { ...invoice, status: "open" },
      "Invoices of subscriptions can't be deleted, only voided once they are finalized.",
    );
  }
  for (const line of invoice.lines.data) {
    const item = itemOfLine(line);
    if (item !== null) await books.remove("invoiceitem", item);
  }
  await books.remove("invoice", id);
  return { id, object: "invoice", deleted: true };
}
