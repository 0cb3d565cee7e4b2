import type Stripe from "stripe";
import { loadDiscounts } from "../discounts/load-discounts";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { findInstrument } from "../payments/instrument";
import { defaultMethodFor } from "../payments/open-payment";

/** An invoice with what its pages say beside it. */
export type InvoiceView = {
  invoice: Stripe.Invoice;
  /** Names of discounts and tax rates by id. */
  names: ReadonlyMap<string, string>;
  /** The credit notes that count, oldest first. */
  notes: readonly Stripe.CreditNote[];
  /** The default card, e.g. "Visa •••• 4242". */
  card: string | null;
  payment: Payment | null;
};
type Payment = {
  receipt: string | null;
  /** Why the last attempt failed. */
  failure: string | null;
  /** Where the customer is to authenticate. */
  action: string | null;
  /** Changes with every attempt: a form that was sent twice is known by it. */
  attempt: string;
};

/** Reads all that the pages of an invoice show. */
export async function loadInvoiceView(
  context: Context,
  invoice: Stripe.Invoice,
): Promise<InvoiceView> {
  const notes = await context.books.all("credit_note", { parent: invoice.id });
  return {
    invoice,
    names: new Map([
      ...(await nameDiscounts(context, invoice)),
      ...(await nameTaxes(context, invoice)),
    ]),
    notes: notes.filter(({ status }) => status === "issued").toReversed(),
    card: await describeCard(context, invoice),
    payment: await findPayment(context, invoice),
  };
}

async function nameDiscounts({ books }: Context, invoice: Stripe.Invoice) {
  const ids = (invoice.total_discount_amounts ?? []).map(({ discount }) => idOf(discount) ?? "");
  const loaded = await loadDiscounts(books, ids);
  return loaded.map(({ discount, coupon }): [string, string] => {
    const percent = coupon.percent_off === null ? "" : ` (${coupon.percent_off}% off)`;
    return [discount.id, `${coupon.name ?? coupon.id}${percent}`];
  });
}

async function nameTaxes({ books }: Context, invoice: Stripe.Invoice) {
  const named: [string, string][] = [];
  for (const { tax_rate_details: details } of invoice.total_taxes ?? []) {
    const rate = await books.find("tax_rate", details?.tax_rate ?? "");
    if (rate === null) continue;
    const manner = rate.inclusive ? " inclusive" : "";
    named.push([rate.id, `${rate.display_name} (${rate.percentage}%${manner})`]);
  }
  return named;
}

async function describeCard(context: Context, invoice: Stripe.Invoice): Promise<string | null> {
  if (invoice.status !== "open" && invoice.status !== "uncollectible") return null;
  const id = await defaultMethodFor(context, invoice);
  const card = id === null ? undefined : (await findInstrument(context.books, id))?.method.card;
  if (card === undefined) return null;
  return nameCard(card.brand, card.last4);
}

/** E.g. "Visa •••• 4242". */
export function nameCard(brand: string, last4: string): string {
  return `${brand.charAt(0).toUpperCase()}${brand.slice(1)} •••• ${last4}`;
}

async function findPayment({ books }: Context, invoice: Stripe.Invoice): Promise<Payment | null> {
  const payments = await books.all("invoice_payment", { parent: invoice.id });
  const payment = payments.find((one) => one.is_default);
  const intent = await books.find("payment_intent", idOf(payment?.payment.payment_intent) ?? "");
  if (intent === null) return null;
  const charge = await books.find("charge", idOf(intent.latest_charge) ?? "");
  const action = intent.next_action?.redirect_to_url?.url ?? null;
  return {
    receipt: charge?.receipt_url ?? null,
    failure: intent.last_payment_error?.message ?? null,
    action: intent.status === "requires_action" && action !== null ? pathOf(action) : null,
    attempt: `${intent.status}.${charge?.id ?? ""}`,
  };
}

/** The server may be reached by another name than the one it knows. */
export function pathOf(url: string): string {
  return new URL(url).pathname;
}
