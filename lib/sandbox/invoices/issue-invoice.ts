import type Stripe from "stripe";
import { assembleInvoice, type InvoiceDraft } from "../billing/assemble-invoice";
import { consumeDiscounts } from "../discounts/consume-discounts";
import type { Context } from "../endpoint";
import { type Collection, type CollectOptions, collectInvoice } from "../payments/collect-invoice";
import { finalizeInvoice } from "./finalize-invoice";

const daySeconds = 86400;

/** Keeps a draft: the invoice and, as billed by it, its items. Discounts that count once are used up. */
export async function saveDraft(context: Context, draft: InvoiceDraft): Promise<Stripe.Invoice> {
  const { books } = context;
  const assembled = assembleInvoice(draft, "invoice");
  const invoice = { ...assembled, due_date: dueDate(draft), ending_balance: null };
  await books.put("invoice", invoice);
  for (const item of draft.items) await books.put("invoiceitem", { ...item, invoice: invoice.id });
  await consumeDiscounts(context, invoice);
  return invoice;
}

/** Keeps a draft, makes it final at once and, unless it is to be sent, tries to collect it. */
export async function issueInvoice(
  context: Context,
  draft: InvoiceDraft,
  options: CollectOptions = {},
): Promise<Collection> {
  const invoice = await finalizeInvoice(context, await saveDraft(context, draft));
  if (invoice.status === "paid") return { outcome: "paid", invoice };
  if (invoice.collection_method === "send_invoice") return { outcome: "no_method", invoice };
  return collectInvoice(context, invoice, options);
}

function dueDate({ subscription, created }: InvoiceDraft): number | null {
  if (subscription.collection_method !== "send_invoice") return null;
  return created + (subscription.days_until_due ?? 0) * daySeconds;
}
