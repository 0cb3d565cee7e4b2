import type Stripe from "stripe";
import { formatMoney } from "../billing/amounts";
import { formatDay } from "../billing/line-text";

/** What both renderings of an invoice show, as plain text. */
export type InvoiceFacts = {
  number: string;
  merchant: string;
  customer: string[];
  status: string;
  facts: { label: string; value: string }[];
  lines: { text: string; period: string; quantity: string; amount: string }[];
  totals: { label: string; value: string }[];
};

const statuses: Record<string, string> = {
  draft: "Draft",
  open: "Open",
  paid: "Paid",
  uncollectible: "Uncollectible",
  void: "Void",
};

/** Reads an invoice into text; dates in UTC, money in the invoice's currency. */
export function readInvoiceFacts(invoice: Stripe.Invoice): InvoiceFacts {
  const money = (amount: number) => formatMoney(amount, invoice.currency);
  const paidAt = invoice.status_transitions.paid_at;
  const balance = (invoice.ending_balance ?? 0) - invoice.starting_balance;
  return {
    number: invoice.number ?? "Draft",
    merchant: invoice.account_name ?? "Sandbox merchant",
    customer: describeCustomer(invoice),
    status: statuses[invoice.status ?? "draft"] ?? "Draft",
    facts: [
      { label: "Invoice number", value: invoice.number ?? "Draft" },
      { label: "Date of issue", value: formatDay(invoice.created) },
      ...(paidAt === null ? [] : [{ label: "Date paid", value: formatDay(paidAt) }]),
      ...(invoice.due_date === null
        ? []
        : [{ label: "Date due", value: formatDay(invoice.due_date) }]),
    ],
    lines: invoice.lines.data.map((line) => ({
      text: line.description ?? "",
      period: `${formatDay(line.period.start)} – ${formatDay(line.period.end)}`,
      quantity: String(line.quantity ?? 1),
      amount: money(line.amount),
    })),
    totals: [
      { label: "Subtotal", value: money(invoice.subtotal) },
      { label: "Total", value: money(invoice.total) },
      ...(balance === 0 ? [] : [balanceOf(balance, money)]),
      { label: "Amount due", value: money(invoice.amount_remaining) },
    ],
  };
}

/** A balance that rose paid for something; one that fell was given back to. */
function balanceOf(balance: number, money: (amount: number) => string) {
  return balance > 0
    ? { label: "Applied balance", value: money(-balance) }
    : { label: "Credited to balance", value: money(-balance) };
}

function describeCustomer(invoice: Stripe.Invoice): string[] {
  const address = invoice.customer_address;
  const town = [address?.postal_code, address?.city].filter(Boolean).join(" ");
  return [
    invoice.customer_name,
    invoice.customer_email,
    address?.line1,
    address?.line2,
    town,
    address?.country,
  ].filter((line): line is string => Boolean(line));
}
