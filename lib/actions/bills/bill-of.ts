import type Stripe from "stripe";
import type { Money } from "../../portal/money";
import type { Bill, PreviewLine } from "../../portal/preview";
import { read } from "../../stripe/call";
import { settleBalance } from "./settle-balance";

/** More lines than this are not listed: what they come to stands below them. */
const mostLines = 100;

/** An invoice's lines, paged on beyond Stripe's first ten. */
export async function readLines(
  stripe: Stripe,
  { id, lines }: Stripe.Invoice,
): Promise<Pick<Bill, "lines" | "hasMoreLines">> {
  if (!lines.has_more) return { lines: lines.data.map(toLine), hasMoreLines: false };
  const page = await read(() => stripe.invoices.listLineItems(id, { limit: mostLines }));
  return { lines: page.data.map(toLine), hasMoreLines: page.has_more };
}

/** What an invoice's lines come to, as Stripe says. */
export function sumsOf(
  invoice: Stripe.Invoice,
): Pick<Bill, "subtotal" | "tax" | "discount" | "credit" | "balance" | "debt"> {
  const { currency, subtotal } = invoice;
  const { credit, debt } = settleBalance(invoice);
  const money = (amount: number): Money => ({ amount, currency });
  const orNull = (amount: number) => (amount === 0 ? null : money(amount));
  return {
    subtotal: money(subtotal),
    tax: orNull(sum(invoice.total_taxes ?? [])),
    discount: orNull(-sum(invoice.total_discount_amounts ?? [])),
    credit: orNull(Math.max(0, -credit)),
    balance: orNull(Math.max(0, credit)),
    debt: orNull(debt),
  };
}

/**
 * When the period that an invoice bills ends: the last of its regular lines, or what it was before. A line for use so
 * far ends with the invoice itself, and says nothing of what comes.
 */
export function nextPeriodEnd({ lines, created }: Stripe.Invoice, before: number): number {
  const regular = lines.data.filter(
    (line) => !isProration(line) && isOfSubscription(line) && line.period.end > created,
  );
  return regular.length === 0 ? before : Math.max(...regular.map(({ period }) => period.end));
}

/** Stripe can't tell the tax because it does not know where the customer is. */
export function isLost({ automatic_tax: { enabled, status } }: Stripe.Invoice): boolean {
  return enabled && status === "requires_location_inputs";
}

function toLine(line: Stripe.InvoiceLineItem): PreviewLine {
  return {
    description: line.description ?? "",
    amount: { amount: line.amount, currency: line.currency },
    proration: isProration(line),
  };
}

/** Whether a line is a part of a period, or the credit for one. */
export function isProration({ parent }: Stripe.InvoiceLineItem): boolean {
  return Boolean(
    parent?.subscription_item_details?.proration || parent?.invoice_item_details?.proration,
  );
}

function isOfSubscription({ subscription, parent }: Stripe.InvoiceLineItem): boolean {
  return subscription !== null || parent?.type === "subscription_item_details";
}

function sum(amounts: readonly { readonly amount: number }[]): number {
  return amounts.reduce((total, { amount }) => total + amount, 0);
}
