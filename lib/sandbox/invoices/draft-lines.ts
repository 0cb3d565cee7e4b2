import type Stripe from "stripe";
import { lineOfItem } from "../billing/invoice-lines";
import { type OwnRates, retotalInvoice } from "../billing/retotal-invoice";
import type { Context } from "../endpoint";
import { invalid } from "../protocol/errors";
import { requireDraft } from "./require-status";

const maxLines = 250;

/** A draft with these lines and all that follows from them, saved. Stripe allows 250 lines. */
export async function keepLines(
  context: Context,
  draft: Stripe.Invoice,
  lines: readonly Stripe.InvoiceLineItem[],
  ownRates?: OwnRates,
): Promise<Stripe.Invoice> {
  if (lines.length > maxLines) {
    throw invalid(`An invoice can have at most ${maxLines} line items.`, "lines");
  }
  const totalled = await retotalInvoice(context, draft, lines, ownRates);
  const invoice = { ...totalled, ending_balance: null };
  await context.books.put("invoice", invoice);
  return invoice;
}

/** Keeps an item and its line on the draft it is on, if it is on one. New lines go to the end. */
export async function keepItem(context: Context, item: Stripe.InvoiceItem): Promise<void> {
  const { books } = context;
  await books.put("invoiceitem", item);
  const invoice = await draftOf(context, item);
  if (invoice === null) return;
  const { data } = invoice.lines;
  const old = data.find((line) => itemOfLine(line) === item.id);
  const line = renewLine(old, item, invoice.id);
  const lines = old === undefined ? [...data, line] : data.map((one) => (one === old ? line : one));
  await keepLines(context, invoice, lines);
}

/** An item's line once more: it keeps its id and the tax amounts that were given for it. */
export function renewLine(
  old: Stripe.InvoiceLineItem | undefined,
  item: Stripe.InvoiceItem,
  invoice: string,
): Stripe.InvoiceLineItem {
  const line = lineOfItem(item, invoice);
  return old === undefined ? line : { ...line, id: old.id, taxes: old.taxes };
}

/** Forgets an item, and takes its line off the draft it is on. */
export async function dropItem(context: Context, item: Stripe.InvoiceItem): Promise<void> {
  await context.books.remove("invoiceitem", item.id);
  const invoice = await draftOf(context, item);
  if (invoice === null) return;
  await keepLines(
    context,
    invoice,
    invoice.lines.data.filter((line) => itemOfLine(line) !== item.id),
  );
}

/** The invoice item that a line stands for; null: it is a subscription's period. */
export function itemOfLine({ parent }: Stripe.InvoiceLineItem): string | null {
  return (
    parent?.invoice_item_details?.invoice_item ??
    parent?.subscription_item_details?.invoice_item ??
    null
  );
}

async function draftOf(
  { books }: Context,
  { invoice }: Stripe.InvoiceItem,
): Promise<Stripe.Invoice | null> {
  if (invoice === null) return null;
  const found = await books.find("invoice", typeof invoice === "string" ? invoice : invoice.id);
  if (found === null) return null;
  return requireDraft(
    found,
    "This invoice item can no longer be modified because it is attached to an invoice that is no longer editable.",
  );
}
