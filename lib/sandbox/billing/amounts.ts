import type Stripe from "stripe";

/** What `quantity` units cost for one whole period, in minor units, rounded half away from zero. */
export function fullAmount(price: Stripe.Price, quantity: number): number {
  return proratedAmount(price, quantity, 1, 1);
}

/**
 * What `quantity` units cost for `part` of `whole` seconds, in minor units. Exact until the single
 * rounding at the end (half away from zero): Stripe prorates to the second.
 */
export function proratedAmount(
  price: Stripe.Price,
  quantity: number,
  part: number,
  whole: number,
): number {
  const { coefficient, scale } = unitAmount(price);
  const numerator = coefficient * BigInt(quantity) * BigInt(part);
  const denominator = scale * BigInt(whole);
  return Number((numerator * 2n + denominator) / (denominator * 2n));
}

/** A price's unit amount as it is shown on invoice lines, e.g. "$12.00". */
export function formatUnit(price: Stripe.Price): string {
  const { coefficient, scale } = unitAmount(price);
  return formatMoney(Number(coefficient) / Number(scale), price.currency);
}

/** Minor units as an English amount: Stripe writes invoice lines so, whatever the customer reads. */
export function formatMoney(amount: number, currency: string): string {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

/** The unit amount in minor units as coefficient / scale; Stripe allows 12 decimal places. */
function unitAmount(price: Stripe.Price): { coefficient: bigint; scale: bigint } {
  const text = String(price.unit_amount_decimal ?? price.unit_amount ?? 0);
  const [whole = "0", fraction = ""] = text.split(".");
  return { coefficient: BigInt(whole + fraction), scale: 10n ** BigInt(fraction.length) };
}
