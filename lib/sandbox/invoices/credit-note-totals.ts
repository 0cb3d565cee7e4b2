import type Stripe from "stripe";
import { sumTaxes } from "../billing/apply-taxes";
import { exact, round, times } from "../billing/exact";
import { idOf } from "../documents";

type Line = Stripe.CreditNoteLineItem;
type Totals = Pick<
  Stripe.CreditNote,
  | "amount"
  | "amount_shipping"
  | "discount_amount"
  | "discount_amounts"
  | "pretax_credit_amounts"
  | "subtotal"
  | "subtotal_excluding_tax"
  | "total"
  | "total_excluding_tax"
  | "total_taxes"
>;

/**
 * What lines and shipping of a credit note come to, in minor units. The subtotal is before the discounts
 * of the whole invoice (`shared`, by id) and exclusive taxes; the total is what is credited.
 */
export function totalCredit(
  lines: readonly Line[],
  shared: ReadonlySet<string>,
  shipping: Stripe.CreditNote.ShippingCost | null,
): Totals {
  const discounts = sumDiscounts(lines);
  const taxes = lines.flatMap((line) => line.taxes ?? []);
  const exclusive = taxes.filter((tax) => tax.tax_behavior === "exclusive");
  const net = sum(lines, (line) => line.amount - line.discount_amount);
  const total = net + sum(exclusive, amountOf) + (shipping?.amount_total ?? 0);
  return {
    amount: total,
    amount_shipping: shipping?.amount_total ?? 0,
    discount_amount: sum(discounts, amountOf),
    discount_amounts: discounts,
    pretax_credit_amounts: discounts.map((one) => ({ ...one, type: "discount" })),
    subtotal: sum(lines, (line) => ownNet(line, shared)),
    subtotal_excluding_tax: sum(lines, (line) => withoutInclusive(line, ownNet(line, shared))),
    total,
    total_excluding_tax: total - sum(taxes, amountOf) - (shipping?.amount_tax ?? 0),
    total_taxes: sumTaxes(taxes),
  };
}

/** A line after its own discounts, before those of the whole invoice. */
function ownNet(line: Line, shared: ReadonlySet<string>): number {
  const own = line.discount_amounts.filter(({ discount }) => !shared.has(idOf(discount) ?? ""));
  return line.amount - sum(own, amountOf);
}

/** `amount` of a line without the part of it that is inclusive tax. */
function withoutInclusive(line: Line, amount: number): number {
  const inclusive = (line.taxes ?? []).filter((tax) => tax.tax_behavior === "inclusive");
  const taxed = line.amount - line.discount_amount;
  if (inclusive.length === 0 || taxed === 0) return amount;
  const net = taxed - sum(inclusive, amountOf);
  return round(times(exact(amount), { top: BigInt(net), bottom: BigInt(taxed) }));
}

function sumDiscounts(lines: readonly Line[]): { amount: number; discount: string }[] {
  const sums = new Map<string, number>();
  for (const { amount, discount } of lines.flatMap((line) => line.discount_amounts)) {
    const id = idOf(discount) ?? "";
    sums.set(id, (sums.get(id) ?? 0) + amount);
  }
  return [...sums].map(([discount, amount]) => ({ amount, discount }));
}

function amountOf({ amount }: { amount: number }): number {
  return amount;
}

function sum<T>(values: readonly T[], amount: (value: T) => number): number {
  return values.reduce((total, value) => total + amount(value), 0);
}
