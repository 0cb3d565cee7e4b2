import type Stripe from "stripe";
import { applyDiscounts, type Reduction } from "./apply-discounts";
import { sumTaxes, taxesOf, withoutInclusive } from "./apply-taxes";
import { isLocated } from "./automatic-tax";
import type { InvoiceTerms, PricedLine } from "./invoice-terms";
import { settleBalance } from "./settle-balance";

type Totalled = { line: Stripe.InvoiceLineItem; priced: PricedLine; own: number };

/**
 * The invoice with these lines: discounts, taxes, totals and what is due after the customer's `balance`
 * (minor units). Of the invoice only its lines, amounts, discounts and tax fields change; its shipping
 * cost counts. Stripe: `subtotal` is before invoice discounts and exclusive taxes, after line discounts.
 */
export function totalInvoice(
  invoice: Stripe.Invoice,
  priced: readonly PricedLine[],
  terms: InvoiceTerms,
  balance: number,
): Stripe.Invoice {
  const lines = totalLines(priced, terms, invoice.currency);
  const data = lines.map(({ line }) => line);
  const taxes = data.flatMap((line) => line.taxes ?? []);
  const subtotal = sum(lines, ({ line, own }) => line.amount - own);
  const reduced = sum(data, (line) => line.amount - sum(line.discount_amounts ?? [], amountOf));
  const shipping = invoice.shipping_cost;
  const exclusive = taxes.filter((tax) => tax.tax_behavior === "exclusive");
  const total = reduced + sum(exclusive, amountOf) + (shipping?.amount_total ?? 0);
  const settled = settleBalance(balance, total, invoice.currency);
  return {
    ...invoice,
    amount_due: settled.amountDue,
    amount_remaining: settled.amountDue,
    amount_shipping: shipping?.amount_total ?? 0,
    automatic_tax: automaticTaxOf(invoice, terms),
    default_tax_rates: [...terms.taxRates],
    discounts: terms.discounts.map(({ discount }) => discount.id),
    ending_balance: settled.endingBalance,
    lines: { ...invoice.lines, data },
    starting_balance: balance,
    subtotal,
    subtotal_excluding_tax: sum(lines, (one) =>
      withoutInclusive(one.priced, one.line.amount - one.own, terms),
    ),
    total,
    total_discount_amounts: sumDiscounts(data),
    total_excluding_tax: total - sum(taxes, amountOf) - (shipping?.amount_tax ?? 0),
    total_pretax_credit_amounts: sumDiscounts(data).map((one) => ({ ...one, type: "discount" })),
    total_taxes: sumTaxes(taxes),
  };
}

function totalLines(
  priced: readonly PricedLine[],
  terms: InvoiceTerms,
  currency: string,
): Totalled[] {
  const reductions = applyDiscounts(priced, terms.discounts, currency);
  return priced.map((one, at) => {
    const taken = reductions[at] ?? [];
    const left = one.line.amount - sum(taken, amountOf);
    const amounts = taken.map(({ discount, amount }) => ({ amount, discount }));
    const line = {
      ...one.line,
      discount_amounts: amounts,
      discounts: one.discounts.map(({ discount }) => discount.id),
      pretax_credit_amounts: amounts.map((amount) => ({ ...amount, type: "discount" as const })),
      taxes: taxesOf(one, left, terms),
    };
    return { line, priced: one, own: sum(taken.filter(isOwn), amountOf) };
  });
}

function automaticTaxOf(
  { automatic_tax: before }: Stripe.Invoice,
  { automaticTax }: InvoiceTerms,
): Stripe.Invoice.AutomaticTax {
  if (automaticTax === null) {
    return { ...before, enabled: false, liability: null, provider: null, status: null };
  }
  return {
    ...before,
    enabled: true,
    liability: before.liability ?? { type: "self" },
    provider: "stripe",
    status: isLocated(automaticTax.address) ? "complete" : "requires_location_inputs",
  };
}

/** Discount amounts of several lines, summed by discount. */
function sumDiscounts(
  lines: readonly Stripe.InvoiceLineItem[],
): { amount: number; discount: string }[] {
  const sums = new Map<string, number>();
  for (const { amount, discount } of lines.flatMap((line) => line.discount_amounts ?? [])) {
    const id = typeof discount === "string" ? discount : discount.id;
    sums.set(id, (sums.get(id) ?? 0) + amount);
  }
  return [...sums].map(([discount, amount]) => ({ amount, discount }));
}

function isOwn(reduction: Reduction): boolean {
  return reduction.isOwn;
}

function amountOf({ amount }: { amount: number }): number {
  return amount;
}

function sum<T>(values: readonly T[], amount: (value: T) => number): number {
  return values.reduce((total, value) => total + amount(value), 0);
}
