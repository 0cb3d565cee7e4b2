import type Stripe from "stripe";
import type { Books } from "../books";
import { idOf } from "../documents";
import { behaviorOf, lineOfItem, settledOf } from "./invoice-lines";
import type { PricedLine } from "./invoice-terms";
import type { Discounts } from "./load-terms";

/** An invoice item as a line of an invoice that is still to be named, with its discounts and tax rates. */
export async function priceItem(
  books: Books,
  item: Stripe.InvoiceItem,
  discounts: Discounts,
  mode: Stripe.Subscription.BillingMode,
): Promise<PricedLine> {
  const line = lineOfItem(item, "");
  const isUntaxed = isUntaxedCredit(item, mode);
  return {
    line,
    discounts: await discounts.load(item.discounts ?? []),
    settled: settledOf(item),
    taxRates: isUntaxed ? null : (item.tax_rates ?? []),
    taxBehavior: behaviorOf(await priceOf(books, line)),
  };
}

/**
 * Whether an invoice item gives back what was billed without tax: flexible billing credits what was debited,
 * its tax included, whatever the rates are now. What waits still is taxed together with its credit.
 */
export function isUntaxedCredit(
  { proration_details: details, tax_rates: rates }: Stripe.InvoiceItem,
  mode: Stripe.Subscription.BillingMode,
): boolean {
  const isOfLines = details?.credited_items?.type === "invoice_line_items";
  return mode.type === "flexible" && isOfLines && (rates ?? []).length === 0;
}

/** The price a line names; null for one without. */
export async function priceOf(
  books: Books,
  line: Stripe.InvoiceLineItem,
): Promise<Stripe.Price | null> {
  return books.find("price", idOf(line.pricing?.price_details?.price) ?? "");
}
