import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { requireCustomer, requireDocument } from "../find";
import { noSuchReference } from "../protocol/errors";
import { buildItem, changeItem } from "./build-item";
import type { InvoiceItemParams, PreviewParams } from "./create-preview-params";

type Owner = { customer: Stripe.Customer; subscription: Stripe.Subscription | null };

/** Adds and changes the invoice items that a preview supposes to wait. */
export async function supposeItems(
  context: Context,
  { customer: owner, subscription }: Owner,
  { currency, invoice_items: given = [] }: PreviewParams,
): Promise<void> {
  const customer = await requireCustomer(context.books, owner.id);
  const fallback = subscription?.currency ?? currency ?? customer.currency ?? "usd";
  for (const [index, params] of given.entries()) {
    const at = (name: string) => `invoice_items[${index}]${bracketed(name)}`;
    const { invoiceitem: id, unit_amount: unit, ...rest } = params;
    const known = { ...rest, ...unitAmount(unit), pricing: undefined };
    const item =
      id === undefined
        ? await buildItem(context, known, { customer, subscription, currency: fallback, at })
        : await changeItem(context, await findItem(context, customer, id, at), known, at);
    await context.books.put("invoiceitem", item);
  }
}

async function findItem(
  { books }: Context,
  customer: Stripe.Customer,
  id: string,
  at: (name: string) => string,
): Promise<Stripe.InvoiceItem> {
  const item = await requireDocument(books, "invoiceitem", id, at("invoiceitem"));
  if (item.customer === customer.id && item.invoice === null) return item;
  throw noSuchReference("invoiceitem", id, at("invoiceitem"));
}

function unitAmount(unit: InvoiceItemParams["unit_amount"]) {
  return unit === undefined ? {} : { unit_amount_decimal: String(unit) };
}

/** "price_data[product]" → "[price_data][product]". */
function bracketed(name: string): string {
  const [first = "", ...rest] = name.split("[");
  return `[${first}]${rest.map((part) => `[${part}`).join("")}`;
}
