import type Stripe from "stripe";
import { type Exact, plus, round, share, zero } from "./exact";
import { partsOf } from "./price-parts";

/**
 * What a quantity (whole, or decimal text of usage) costs for one whole period, in minor units. Each
 * line that the price makes (one; of tiers several) is rounded half away from zero.
 */
export function fullAmount(price: Stripe.Price, quantity: number | string): number {
  return partsOf(price, quantity).reduce((sum, part) => sum + round(part.amount), 0);
}

/**
 * What a quantity costs for `part` of `whole` seconds, in minor units. Exact until the single rounding
 * at the end (half away from zero): Stripe prorates to the second.
 */
export function proratedAmount(
  price: Stripe.Price,
  quantity: number | string,
  part: number,
  whole: number,
): number {
  return round(share(exactAmount(price, quantity), part, whole));
}

/** What a quantity costs for one whole period, before any rounding. */
export function exactAmount(price: Stripe.Price, quantity: number | string): Exact {
  return partsOf(price, quantity).reduce((sum, part) => plus(sum, part.amount), zero);
}

type Formats = { money: Intl.NumberFormat; unit: Intl.NumberFormat; scale: number };

/** Making a format takes far longer than using it; what it is depends on the currency alone. */
const formats = new Map<string, Formats>();

/** Minor units as an English amount: Stripe writes invoice lines so, whatever the customer reads. */
export function formatMoney(amount: number, currency: string): string {
  const { money, scale } = formatsOf(currency);
  return money.format(amount / scale);
}

/** A unit amount with all of its decimals, e.g. "$0.036". */
export function formatUnit(unit: Exact, currency: string): string {
  const format = formatsOf(currency);
  return format.unit.format(Number(unit.top) / Number(unit.bottom) / format.scale);
}

function formatsOf(currency: string): Formats {
  const known = formats.get(currency);
  if (known !== undefined) return known;
  const style = { style: "currency" as const, currency };
  const money = new Intl.NumberFormat("en-US", style);
  const unit = new Intl.NumberFormat("en-US", { ...style, maximumFractionDigits: 12 });
  const made = { money, unit, scale: 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2) };
  formats.set(currency, made);
  return made;
}
