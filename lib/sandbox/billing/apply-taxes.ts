import type Stripe from "stripe";
import { automaticRates } from "./automatic-tax";
import { type Exact, exact, plus, round, times, zero } from "./exact";
import type { InvoiceTerms, PricedLine, TaxedRate } from "./invoice-terms";

type Tax = Stripe.InvoiceLineItem.Tax;

/**
 * The taxes of a line, each rounded by itself: Stripe's default is to round per line. `amount` is what
 * is left of it after discounts, in minor units. Inclusive rates share it; exclusive ones are on what is
 * left without them. The customer's exemption makes every amount 0.
 */
export function taxesOf(
  line: Pick<PricedLine, "taxBehavior" | "taxRates">,
  amount: number,
  terms: Pick<InvoiceTerms, "automaticTax" | "exempt" | "taxRates">,
): Tax[] {
  const taxed = ratesOf(line, terms);
  const together = taxed
    .filter(({ rate }) => rate.inclusive && rate.flat_amount === null)
    .reduce((sum, one) => plus(sum, fractionOf(one)), { top: 1n, bottom: 1n });
  const net = times(exact(amount), { top: together.bottom, bottom: together.top });
  const taxOn = (value: Exact, one: TaxedRate) =>
    one.rate.flat_amount?.amount ?? round(times(value, fractionOf(one)));
  const inclusive = taxed.map((one) => (one.rate.inclusive ? taxOn(net, one) : 0));
  const base = amount - inclusive.reduce((sum, tax) => sum + tax, 0);
  return taxed.map((one, at) => ({
    amount: one.rate.inclusive ? (inclusive[at] ?? 0) : taxOn(exact(base), one),
    tax_behavior: one.rate.inclusive ? "inclusive" : "exclusive",
    tax_rate_details: { tax_rate: one.rate.id },
    taxability_reason: one.reason,
    taxable_amount: one.isTaxed ? base : 0,
    type: "tax_rate_details",
  }));
}

/** What `amount` is without the inclusive taxes of a line. */
export function withoutInclusive(line: PricedLine, amount: number, terms: InvoiceTerms): number {
  const taxes = taxesOf(line, amount, terms).filter((tax) => tax.tax_behavior === "inclusive");
  return taxes.reduce((left, tax) => left - tax.amount, amount);
}

/** Taxes of several lines, summed by rate. */
export function sumTaxes(taxes: readonly Tax[]): Stripe.Invoice.TotalTax[] {
  const sums = new Map<string, Tax>();
  for (const tax of taxes) {
    const key = `${tax.tax_rate_details?.tax_rate} ${tax.tax_behavior} ${tax.taxability_reason}`;
    const before = sums.get(key);
    const taxable = (before?.taxable_amount ?? 0) + (tax.taxable_amount ?? 0);
    sums.set(key, { ...tax, amount: (before?.amount ?? 0) + tax.amount, taxable_amount: taxable });
  }
  return [...sums.values()];
}

/** A line's own rates go before the invoice's; automatic tax before both. */
function ratesOf(
  line: Pick<PricedLine, "taxBehavior" | "taxRates">,
  terms: Pick<InvoiceTerms, "automaticTax" | "exempt" | "taxRates">,
): TaxedRate[] {
  const { automaticTax, exempt } = terms;
  const own = line.taxRates ?? [];
  const manual = own.length > 0 || line.taxRates === null ? own : terms.taxRates;
  const taxed =
    automaticTax === null
      ? manual.map((rate) => ({ rate, reason: "not_available" as const, isTaxed: true }))
      : automaticRates(automaticTax, line.taxBehavior);
  if (exempt === "none") return taxed;
  const reason = exempt === "exempt" ? "customer_exempt" : "reverse_charge";
  return taxed.map(({ rate }) => ({ rate, reason, isTaxed: false }));
}

function fractionOf({ rate, isTaxed }: TaxedRate): Exact {
  if (!isTaxed) return zero;
  return times(exact(rate.percentage), { top: 1n, bottom: 100n });
}
