import type Stripe from "stripe";
import type { Books } from "../books";
import { idOf } from "../documents";
import type { Period } from "./proration";

/** What was charged for an item's time; a credit for that time gives its share back. Minor units. */
export type Debit = {
  item: string;
  price: string;
  quantity: number;
  /** Before and after discounts. */
  gross: number;
  net: number;
  discounts: { discount: string; amount: number }[];
  taxRates: string[];
  period: Period;
  /** Until when nothing was given back yet. */
  until: number;
  source:
    | { invoice: string; lines: string[]; item: string | null }
    | { invoice: null; lines: []; item: string };
};

/** What was billed to a subscription, or waits for an invoice, for its running periods. */
export type History = { debits: Debit[]; items: Stripe.InvoiceItem[] };

/** Reads what was billed since `since` (unix seconds): nothing older can reach into a running period. */
export async function loadHistory(
  books: Books,
  subscription: Stripe.Subscription,
  since: number,
): Promise<History> {
  const filter = {
    customer: idOf(subscription.customer) ?? "",
    subscription: subscription.id,
    created: { gte: since },
  };
  const invoices = await books.all("invoice", { ...filter, exceptStatuses: ["void"] });
  const items = await books.all("invoiceitem", filter);
  const pending = items.filter((item) => item.invoice === null).flatMap(debitOfItem);
  const billed = invoices.flatMap((invoice) => debitsOfInvoice(invoice));
  const credits = items.flatMap(creditOf);
  return { debits: [...pending, ...billed].map((debit) => shorten(debit, credits)), items };
}

/** Lines for the same time of the same item, as tiers make them, are one debit. */
function debitsOfInvoice(invoice: Stripe.Invoice): Debit[] {
  const debits = new Map<string, Debit>();
  for (const line of invoice.lines.data) {
    const details = line.parent?.subscription_item_details;
    if (!details || line.amount < 0) continue;
    const key = `${details.subscription_item} ${details.invoice_item} ${line.period.start} ${line.period.end}`;
    const before = debits.get(key);
    const debit = debitOfLine(line, invoice.id, details);
    debits.set(key, before === undefined ? debit : together(before, debit));
  }
  return [...debits.values()];
}

function debitOfLine(
  line: Stripe.InvoiceLineItem,
  invoice: string,
  details: Stripe.InvoiceLineItem.Parent.SubscriptionItemDetails,
): Debit {
  const discounts = reductionsOf(line.discount_amounts ?? []);
  return {
    item: details.subscription_item,
    price: idOf(line.pricing?.price_details?.price) ?? "",
    quantity: line.quantity ?? 1,
    gross: line.amount,
    net: discounts.reduce((left, { amount }) => left - amount, line.amount),
    discounts,
    taxRates: (line.taxes ?? []).map((tax) => tax.tax_rate_details?.tax_rate ?? ""),
    period: line.period,
    until: line.period.end,
    source: { invoice, lines: [line.id], item: details.invoice_item },
  };
}

function debitOfItem(item: Stripe.InvoiceItem): Debit[] {
  const subscriptionItem = item.parent?.subscription_details?.subscription_item;
  if (subscriptionItem === undefined || !item.proration || item.amount < 0) return [];
  const isItemized = item.net_amount !== undefined && item.net_amount !== item.amount;
  const discounts = isItemized ? reductionsOf(item.proration_details?.discount_amounts ?? []) : [];
  return [
    {
      item: subscriptionItem,
      price: idOf(item.pricing?.price_details?.price) ?? "",
      quantity: item.quantity,
      gross: item.amount,
      net: item.net_amount ?? item.amount,
      discounts,
      taxRates: (item.tax_rates ?? []).map(({ id }) => id),
      period: item.period,
      until: item.period.end,
      source: { invoice: null, lines: [], item: item.id },
    },
  ];
}

function together(first: Debit, second: Debit): Debit {
  const sums = new Map(first.discounts.map(({ discount, amount }) => [discount, amount]));
  for (const { discount, amount } of second.discounts) {
    sums.set(discount, (sums.get(discount) ?? 0) + amount);
  }
  const lines = [...first.source.lines, ...second.source.lines];
  return {
    ...first,
    quantity: first.quantity + second.quantity,
    gross: first.gross + second.gross,
    net: first.net + second.net,
    discounts: [...sums].map(([discount, amount]) => ({ discount, amount })),
    source: first.source.invoice === null ? first.source : { ...first.source, lines },
  };
}

type Credit = { targets: string[]; from: number };

/** Which debits an invoice item gave back, and from when on. */
function creditOf({ proration_details: details, period }: Stripe.InvoiceItem): Credit[] {
  const credited = details?.credited_items;
  if (!credited) return [];
  const lines = credited.invoice_line_item_details?.invoice_line_items ?? [];
  return [{ targets: [credited.invoice_item ?? "", ...lines], from: period.start }];
}

function shorten(debit: Debit, credits: readonly Credit[]): Debit {
  const { source } = debit;
  const names = [source.item, ...source.lines];
  const ends = credits
    .filter(({ targets }) => targets.some((target) => names.includes(target)))
    .map(({ from }) => from);
  return { ...debit, until: Math.min(debit.until, ...ends) };
}

function reductionsOf(
  amounts: readonly Stripe.InvoiceLineItem.DiscountAmount[],
): { discount: string; amount: number }[] {
  return amounts.map(({ discount, amount }) => ({ discount: idOf(discount) ?? "", amount }));
}
