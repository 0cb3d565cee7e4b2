import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireCustomer } from "../find";
import type { InvoiceDraft } from "./assemble-invoice";
import { itemOfCharge } from "./charge-items";
import { linesOfCharge } from "./invoice-lines";
import type { Named } from "./line-text";
import { Discounts, loadTaxIds, loadTerms } from "./load-terms";
import { priceItem } from "./price-lines";
import type { Charge } from "./proration";
import { type SettledCharge, type Settling, settleCharges } from "./settle-charges";

/** What is billed: `charges` become items beside those that wait already, `cycle` the period's lines. */
export type Billing = {
  subscription: Stripe.Subscription;
  charges: readonly Charge[];
  cycle: readonly Charge[];
  created: number;
  period: { start: number; end: number };
  reason: Stripe.Invoice.BillingReason;
  prorationDate?: number | undefined;
};

/** What only a preview knows; without it everything is read from the account. */
type Supposed = {
  customer?: Stripe.Customer | undefined;
  /** The items that wait, instead of those that really do. */
  pending?: readonly Stripe.InvoiceItem[] | undefined;
};

/** Loads what a draft needs: the customer, the product names and the items that wait. Writes nothing. */
export async function draftInvoice(
  context: Context,
  billing: Billing,
  supposed: Supposed = {},
): Promise<InvoiceDraft> {
  const { books } = context;
  const { subscription, created } = billing;
  const settling = await prepare(context, subscription, created, supposed);
  const { customer, discounts } = settling;
  const items = await settleCharges(settling, billing.charges);
  const cycle = await settleCharges(settling, billing.cycle);
  const names = await loadNames(context, [...items, ...cycle]);
  const owner = { subscription, customer, date: context.now };
  const fresh = items.map((charge) => itemOfCharge(charge, owner, nameOf(charge, names)));
  const pending = supposed.pending ?? (await listPending(context, subscription));
  const all = newestFirst([...pending, ...fresh]);
  const lines = [];
  for (const item of all)
    lines.push(await priceItem(books, item, discounts, subscription.billing_mode));
  for (const charge of cycle) {
    lines.push(...linesOfCharge(charge, subscription, nameOf(charge, names)));
  }
  return {
    ...billing,
    customer,
    cycle,
    items: all,
    lines,
    taxIds: await loadTaxIds(books, customer),
    terms: settling.terms,
  };
}

/** Keeps charges for the next invoice of their subscription. */
export async function keepPending(
  context: Context,
  subscription: Stripe.Subscription,
  charges: readonly Charge[],
): Promise<void> {
  const settling = await prepare(context, subscription, context.now, {});
  const settled = await settleCharges(settling, charges);
  const names = await loadNames(context, settled);
  const owner = { subscription, customer: settling.customer, date: context.now };
  for (const charge of settled) {
    await context.books.put("invoiceitem", itemOfCharge(charge, owner, nameOf(charge, names)));
  }
}

/** Items that wait for this subscription's next invoice, or for any of its customer's; oldest first. */
export async function listPending(
  context: Context,
  subscription: Stripe.Subscription,
): Promise<Stripe.InvoiceItem[]> {
  const filter = { customer: idOf(subscription.customer) ?? "", statuses: ["pending"] };
  const items = await context.books.all("invoiceitem", filter);
  return items.toReversed().filter((item) => {
    const owner = item.parent?.subscription_details?.subscription ?? subscription.id;
    return owner === subscription.id && item.currency === subscription.currency;
  });
}

async function prepare(
  context: Context,
  subscription: Stripe.Subscription,
  at: number,
  { customer: supposed }: Supposed,
): Promise<Settling> {
  const { books } = context;
  const customer = supposed ?? (await requireCustomer(books, idOf(subscription.customer) ?? ""));
  const discounts = new Discounts(books, at);
  const terms = await loadTerms(books, subscription, customer, discounts);
  return { books, subscription, customer, discounts, terms };
}

/** Stripe's order of invoice items on an invoice: the newest first; of one moment as they were made. */
function newestFirst(items: readonly Stripe.InvoiceItem[]): Stripe.InvoiceItem[] {
  return [...items].sort((first, second) => second.date - first.date);
}

async function loadNames(
  context: Context,
  charges: readonly SettledCharge[],
): Promise<ReadonlyMap<string, Named>> {
  const names = new Map<string, Named>();
  for (const { price } of charges) {
    const id = idOf(price.product) ?? "";
    const product = names.has(id) ? null : await context.books.find("product", id);
    if (product === null) continue;
    names.set(id, { name: product.name, unitLabel: product.unit_label ?? null });
  }
  return names;
}

function nameOf({ price }: SettledCharge, names: ReadonlyMap<string, Named>): Named {
  const product = idOf(price.product) ?? "";
  return names.get(product) ?? { name: product, unitLabel: null };
}
