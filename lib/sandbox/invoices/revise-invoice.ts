import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { voidInvoice } from "./void-invoice";

/** A final revision takes the place of the invoice it revises, which is voided if it was still open. */
export async function replaceRevised(context: Context, revision: Stripe.Invoice): Promise<void> {
  const { books } = context;
  const original = await books.find("invoice", idOf(revision.from_invoice?.invoice) ?? "");
  if (original === null) return;
  const isOpen = original.status === "open" || original.status === "uncollectible";
  const replaced = isOpen ? await voidInvoice(context, original) : original;
  await books.put("invoice", { ...replaced, latest_revision: revision.id });
}
