import type Stripe from "stripe";
import type { Books } from "../books";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireCustomer } from "../find";
import { automaticRate } from "./automatic-tax";
import { behaviorOf } from "./invoice-lines";
import type { InvoiceTerms, PricedLine } from "./invoice-terms";
import { Discounts, exemptionOf, loadRates, taxPlaceOf } from "./load-terms";
import { isUntaxedCredit, priceOf } from "./price-lines";
import { totalInvoice } from "./total-invoice";

/** The tax rates that are a line's own, by line id; a line that is not in it is asked itself. */
export type OwnRates = ReadonlyMap<string, readonly string[]>;

/**
 * A draft with these lines and with discounts, taxes, totals and balance computed anew; nothing is saved.
 * A line keeps its amount, `discountable` and `discounts`. Its own tax rates are those in `ownRates`,
 * else of its invoice item or subscription item, else those of its `taxes` that are not the invoice's
 * default rates. The invoice's `discounts`, `default_tax_rates` and `automatic_tax.enabled` count.
 */
export async function retotalInvoice(
  { books, now }: Context,
  invoice: Stripe.Invoice,
  lines: readonly Stripe.InvoiceLineItem[],
  ownRates: OwnRates = new Map(),
): Promise<Stripe.Invoice> {
  const customer = await requireCustomer(books, idOf(invoice.customer) ?? "");
  const discounts = new Discounts(books, now);
  const terms = await termsOf(books, invoice, customer, discounts);
  const before = await books.find("invoice", invoice.id);
  const defaults = new Set(
    [...invoice.default_tax_rates, ...(before?.default_tax_rates ?? [])].map(({ id }) => id),
  );
  const priced: PricedLine[] = [];
  for (const line of lines) {
    const own = ownRates.get(line.id) ?? (await ratesOf(books, line, defaults));
    priced.push({
      line: { ...line, invoice: invoice.id },
      discounts: await discounts.load(line.discounts),
      settled: isProration(line) ? (line.discount_amounts ?? []) : null,
      taxRates: (await isUntaxed(books, line)) ? null : await loadRates(books, own),
      taxBehavior: behaviorOf(await priceOf(books, line)),
    });
  }
  return totalInvoice(invoice, priced, terms, customer.balance);
}

async function termsOf(
  books: Books,
  invoice: Stripe.Invoice,
  customer: Stripe.Customer,
  discounts: Discounts,
): Promise<InvoiceTerms> {
  const references = invoice.discounts.map((discount) => idOf(discount) ?? "");
  return {
    discounts: await discounts.load(references),
    taxRates: invoice.default_tax_rates,
    exempt: exemptionOf(customer.tax_exempt),
    automaticTax: invoice.automatic_tax.enabled ? await taxPlaceOf(books, customer) : null,
  };
}

async function ratesOf(
  books: Books,
  line: Stripe.InvoiceLineItem,
  defaults: ReadonlySet<string>,
): Promise<string[]> {
  const item = await books.find("invoiceitem", invoiceItemOf(line) ?? "");
  if (item?.tax_rates && item.tax_rates.length > 0) return item.tax_rates.map(({ id }) => id);
  const ids = (line.taxes ?? []).map((tax) => tax.tax_rate_details?.tax_rate ?? "");
  // A rate of automatic tax stays with its invoice item only: on lines it goes with automatic tax.
  return ids.filter((id) => !defaults.has(id) && automaticRate(id) === null);
}

async function isUntaxed(books: Books, line: Stripe.InvoiceLineItem): Promise<boolean> {
  const item = isProration(line)
    ? await books.find("invoiceitem", invoiceItemOf(line) ?? "")
    : null;
  const id = idOf(line.subscription);
  const subscription = item === null || id === null ? null : await books.find("subscription", id);
  if (item === null || subscription === null) return false;
  return isUntaxedCredit(item, subscription.billing_mode);
}

function isProration({ parent }: Stripe.InvoiceLineItem): boolean {
  const details = parent?.subscription_item_details ?? parent?.invoice_item_details;
  return details?.proration === true;
}

function invoiceItemOf({ parent }: Stripe.InvoiceLineItem): string | null {
  const details = parent?.subscription_item_details ?? parent?.invoice_item_details;
  return details?.invoice_item ?? null;
}
