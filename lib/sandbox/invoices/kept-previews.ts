import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";

/** How long a preview can be retrieved: https://docs.stripe.com/invoicing/preview. */
const keptSeconds = 72 * 3600;
const mostRemoved = 20;

/** Keeps a preview for as long as it can be retrieved; older ones go. Gives it as it is. */
export async function keepPreview(
  { books, now }: Context,
  invoice: Stripe.Invoice,
): Promise<Stripe.Invoice> {
  const created = { lt: now - keptSeconds };
  const old = await books.list("invoice_preview", { created }, { limit: mostRemoved });
  for (const { id } of old.data) await books.remove("invoice_preview", id);
  await books.put("invoice_preview", { id: invoice.id, created: now, invoice });
  return invoice;
}

/** An invoice, or a preview that was made less than 72 hours ago. Throws 404 when there is none. */
export async function requireInvoice({ books, now }: Context, id: string): Promise<Stripe.Invoice> {
  const preview = await books.find("invoice_preview", id);
  const isKept = preview !== null && preview.created >= now - keptSeconds;
  return isKept ? preview.invoice : requireDocument(books, "invoice", id);
}
