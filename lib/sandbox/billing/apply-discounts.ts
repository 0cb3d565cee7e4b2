import type Stripe from "stripe";
import type { LoadedDiscount } from "../discounts/load-discounts";
import { exact, round, times } from "./exact";
import type { PricedLine } from "./invoice-terms";

/** What one line loses to one discount, in minor units. */
export type Reduction = { discount: string; amount: number; isOwn: boolean };

/**
 * What discounts take off each line, in minor units: first the lines' own, then the invoice's, each on
 * what the ones before left over. A percentage is rounded per line; an amount is spread over its lines in
 * proportion, to the cent, and takes no line below zero. Stripe: "Line item discounts are applied before
 * invoice discounts."
 */
export function applyDiscounts(
  lines: readonly PricedLine[],
  ofInvoice: readonly LoadedDiscount[],
  currency: string,
): Reduction[][] {
  const left = lines.map(({ line }) => line.amount);
  const reductions: Reduction[][] = lines.map((line) => settledOf(line, ofInvoice));
  const apply = (loaded: LoadedDiscount, isOwn: boolean) => {
    const { discount } = loaded;
    const takes = lines.map(
      (line) => isOpenTo(line, loaded) && (!isOwn || bears(line, discount.id)),
    );
    const amounts = takeOff(
      loaded,
      left.map((amount, at) => (takes[at] ? amount : 0)),
      currency,
    );
    for (const [at, amount] of amounts.entries()) {
      if (!takes[at]) continue;
      left[at] = (left[at] ?? 0) - amount;
      reductions[at]?.push({ discount: discount.id, amount, isOwn });
    }
  };
  for (const own of ownDiscounts(lines)) apply(own, true);
  for (const loaded of ofInvoice) apply(loaded, false);
  return reductions;
}

/** What a discount takes off these amounts, one by one. */
export function takeOff(
  { coupon }: LoadedDiscount,
  amounts: readonly number[],
  currency: string,
): number[] {
  if (coupon.percent_off !== null) {
    const rate = times(exact(coupon.percent_off), { top: 1n, bottom: 100n });
    return amounts.map((amount) => round(times(exact(amount), rate)));
  }
  return spread(amountOff(coupon, currency), amounts);
}

/** The amount of a coupon in a currency: its own or one of its options; otherwise nothing. */
function amountOff(coupon: Stripe.Coupon, currency: string): number {
  if (coupon.currency === currency) return coupon.amount_off ?? 0;
  return coupon.currency_options?.[currency]?.amount_off ?? 0;
}

/**
 * `amount` over the positive of `weights` in proportion, none more than its weight. Each is rounded down;
 * the cents that are left go to the last, as in Stripe's example: 500 over 1000 and 2000 is 166 and 334.
 * (https://docs.stripe.com/billing/subscriptions/prorations#credit-prorations)
 */
export function spread(amount: number, weights: readonly number[]): number[] {
  const open = weights.map((weight) => Math.max(weight, 0));
  const whole = open.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return open.map(() => 0);
  const total = Math.min(amount, whole);
  const shares = open.map((weight) => Number((BigInt(total) * BigInt(weight)) / BigInt(whole)));
  let missing = total - shares.reduce((sum, one) => sum + one, 0);
  for (const [at, weight] of [...open.entries()].reverse()) {
    const more = Math.min(missing, weight - (shares[at] ?? 0));
    shares[at] = (shares[at] ?? 0) + more;
    missing -= more;
  }
  return shares;
}

function settledOf(line: PricedLine, ofInvoice: readonly LoadedDiscount[]): Reduction[] {
  const shared = new Set(ofInvoice.map(({ discount }) => discount.id));
  return (line.settled ?? []).map(({ discount, amount }) => {
    const id = typeof discount === "string" ? discount : discount.id;
    return { discount: id, amount, isOwn: !shared.has(id) };
  });
}

function ownDiscounts(lines: readonly PricedLine[]): LoadedDiscount[] {
  const all = lines.flatMap((line) => (line.settled === null ? line.discounts : []));
  return [...new Map(all.map((loaded) => [loaded.discount.id, loaded])).values()];
}

function bears({ discounts }: PricedLine, id: string): boolean {
  return discounts.some(({ discount }) => discount.id === id);
}

/** Whether a discount may touch a line: it is discountable, and of a product the coupon applies to. */
function isOpenTo({ line, settled }: PricedLine, { coupon }: LoadedDiscount): boolean {
  if (settled !== null || !line.discountable) return false;
  const products = coupon.applies_to?.products;
  return products === undefined || products.includes(line.pricing?.price_details?.product ?? "");
}
