import type Stripe from "stripe";
import { formatMoney } from "../billing/amounts";
import { formatDay } from "../billing/line-text";
import { idOf } from "../documents";
import { describeAddress } from "./describe-address";
import type { InvoiceView } from "./invoice-view";

export type Row = { label: string; value: string };

/** What a document shows, as plain text. */
export type DocumentFacts = {
  title: string;
  number: string;
  merchant: string;
  customer: string[];
  /** The figure that matters most, and what it is. */
  headline: Row;
  status: string;
  facts: Row[];
  lines: { text: string; period: string; quantity: string; amount: string }[];
  totals: Row[];
  memo: string | null;
  footer: string | null;
};

const statuses: Record<string, string> = {
  draft: "Draft",
  open: "Open",
  paid: "Paid",
  uncollectible: "Uncollectible",
  void: "Void",
};

/** Reads an invoice into text; dates in UTC, money in the invoice's currency. */
export function readInvoiceFacts(view: InvoiceView): DocumentFacts {
  const { invoice } = view;
  const money = (amount: number) => formatMoney(amount, invoice.currency);
  return {
    title: "Invoice",
    number: invoice.number ?? "Draft",
    merchant: invoice.account_name ?? "Sandbox merchant",
    customer: describeCustomer(invoice),
    headline: headlineOf(invoice, money),
    status: statuses[invoice.status ?? "draft"] ?? "Draft",
    facts: factsOf(invoice),
    lines: invoice.lines.data.map((line) => ({
      text: line.description ?? "",
      period: describePeriod(line.period),
      quantity: String(line.quantity ?? 1),
      amount: money(line.amount),
    })),
    totals: totalsOf(view, money),
    memo: invoice.description,
    footer: invoice.footer,
  };
}

/** A first and a last day; one moment has no period. */
function describePeriod({ start, end }: { start: number; end: number }): string {
  return start === end ? "" : `${formatDay(start)} – ${formatDay(end)}`;
}

export function describeCustomer(invoice: Stripe.Invoice): string[] {
  const taxIds = (invoice.customer_tax_ids ?? []).map(({ type, value }) => {
    return `${type.replace("_", " ").toUpperCase()} ${value ?? ""}`;
  });
  return [
    invoice.customer_name,
    invoice.customer_email,
    ...describeAddress(invoice.customer_address),
    ...taxIds,
  ].filter((line): line is string => Boolean(line));
}

function headlineOf(invoice: Stripe.Invoice, money: (amount: number) => string): Row {
  if (invoice.status === "open" || invoice.status === "uncollectible") {
    return { label: "Amount due", value: money(invoice.amount_remaining) };
  }
  if (invoice.status === "paid" && invoice.amount_paid > 0) {
    return { label: "Amount paid", value: money(invoice.amount_paid) };
  }
  return { label: "Total", value: money(invoice.total) };
}

function factsOf(invoice: Stripe.Invoice): Row[] {
  const day = (label: string, time: number | null) =>
    time === null ? [] : [{ label, value: formatDay(time) }];
  const { paid_at: paid, voided_at: voided } = invoice.status_transitions;
  return [
    { label: "Invoice number", value: invoice.number ?? "Draft" },
    ...day("Date of issue", invoice.effective_at ?? invoice.created),
    ...day("Date due", invoice.due_date),
    ...day("Date paid", paid),
    ...day("Date voided", voided),
    ...(invoice.custom_fields ?? []).map(({ name, value }) => ({ label: name, value })),
  ];
}

function totalsOf(
  { invoice, names, notes }: InvoiceView,
  money: (amount: number) => string,
): Row[] {
  const row = (label: string, amount: number) =>
    amount === 0 ? [] : [{ label, value: money(amount) }];
  const discounts = (invoice.total_discount_amounts ?? []).flatMap(({ amount, discount }) =>
    row(names.get(idOf(discount) ?? "") ?? "Discount", -amount),
  );
  const taxes = (invoice.total_taxes ?? []).flatMap(({ amount, tax_rate_details: details }) =>
    row(names.get(details?.tax_rate ?? "") ?? "Tax", amount),
  );
  const credited = (pick: (note: Stripe.CreditNote) => number) =>
    notes.flatMap((note) => row(`Credit note ${note.number}`, -pick(note)));
  return [
    { label: "Subtotal", value: money(invoice.subtotal) },
    ...discounts,
    ...row("Shipping", invoice.amount_shipping),
    ...taxes,
    { label: "Total", value: money(invoice.total) },
    ...balanceOf(invoice, row),
    ...credited((note) => note.pre_payment_amount),
    ...row("Amount paid", invoice.amount_paid),
    ...credited((note) => note.post_payment_amount),
    { label: "Amount due", value: money(invoice.status === "void" ? 0 : invoice.amount_remaining) },
  ];
}

/** A balance that rose paid for something; one that fell was given back to. */
function balanceOf(
  { starting_balance: start, ending_balance: end }: Stripe.Invoice,
  row: (label: string, amount: number) => Row[],
): Row[] {
  const change = end === null ? 0 : end - start;
  return row(change > 0 ? "Applied balance" : "Credited to balance", -change);
}
