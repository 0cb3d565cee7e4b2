import type Stripe from "stripe";
import { formatMoney } from "../billing/amounts";
import { formatDay } from "../billing/line-text";
import { idOf } from "../documents";
import { type DocumentFacts, describeCustomer, type Row } from "./invoice-facts";

/** Reads a credit note into text. `names` are those of discounts and tax rates by id. */
export function readCreditNoteFacts(
  note: Stripe.CreditNote,
  invoice: Stripe.Invoice,
  names: ReadonlyMap<string, string>,
): DocumentFacts {
  const money = (amount: number) => formatMoney(amount, note.currency);
  const row = (label: string, amount: number): Row[] =>
    amount === 0 ? [] : [{ label, value: money(amount) }];
  return {
    title: "Credit note",
    number: note.number,
    merchant: invoice.account_name ?? "Sandbox merchant",
    customer: describeCustomer(invoice),
    headline: { label: "Credited", value: money(note.total) },
    status: note.status === "void" ? "Void" : "Issued",
    facts: [
      { label: "Credit note number", value: note.number },
      { label: "Invoice number", value: invoice.number ?? "" },
      { label: "Date of issue", value: formatDay(note.effective_at ?? note.created) },
    ],
    lines: note.lines.data.map((line) => ({
      text: line.description ?? "Credit",
      period: "",
      quantity: line.quantity === null ? "" : String(line.quantity),
      amount: money(line.amount),
    })),
    totals: [
      { label: "Subtotal", value: money(note.subtotal) },
      ...note.discount_amounts.flatMap(({ amount, discount }) =>
        row(names.get(idOf(discount) ?? "") ?? "Discount", -amount),
      ),
      ...row("Shipping", note.amount_shipping),
      ...(note.total_taxes ?? []).flatMap(({ amount, tax_rate_details: details }) =>
        row(names.get(details?.tax_rate ?? "") ?? "Tax", amount),
      ),
      { label: "Total credited", value: money(note.total) },
    ],
    memo: note.memo,
    footer: null,
  };
}
