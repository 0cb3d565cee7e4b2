import type Stripe from "stripe";
import { proratedAmount } from "./amounts";

/**
 * Something to be billed, before it has an id. Amounts in minor units at the list price, times in unix
 * seconds. Usage and what discounts and earlier debits make of it is settled when it is billed.
 */
export type Charge = {
  /** What the line says: time given back, time added, a whole period, a trial, usage so far. */
  wording: "unused" | "remaining" | "period" | "trial" | "usage";
  item: string;
  price: Stripe.Price;
  quantity: number;
  amount: number;
  period: Period;
  /** The share of a whole period it is for; a credit: the period it is taken from. */
  whole: Period;
  /** The item's own discounts and tax rates. */
  discounts: Stripe.SubscriptionItem["discounts"];
  taxRates: readonly Stripe.TaxRate[];
  /** Only where nobody paid for the time yet: an end that was planned is taken back. */
  isRestored?: boolean;
};

/** From `start` (inclusive) to `end` (exclusive), unix seconds. */
export type Period = { start: number; end: number };

/** What billing looks at in a subscription item. */
export type BilledItem = Pick<
  Stripe.SubscriptionItem,
  | "id"
  | "price"
  | "quantity"
  | "current_period_start"
  | "current_period_end"
  | "discounts"
  | "tax_rates"
>;

/** Credits for all of the unused time of these items: at a cancellation, or when a new period begins. */
export function creditUnused(
  items: readonly BilledItem[],
  at: number,
  until = Number.POSITIVE_INFINITY,
): Charge[] {
  return items.filter(isLicensed).map((item) => prorate(item, at, until, "unused"));
}

/** What these items cost from a time to the end of their period. */
export function debitRemaining(
  items: readonly BilledItem[],
  at: number,
  until = Number.POSITIVE_INFINITY,
): Charge[] {
  return items.filter(isLicensed).map((item) => prorate(item, at, until, "remaining"));
}

function prorate(
  item: BilledItem,
  at: number,
  until: number,
  wording: "unused" | "remaining",
): Charge {
  const whole = { start: item.current_period_start, end: item.current_period_end };
  const end = Math.min(until, whole.end);
  const start = Math.max(at, whole.start);
  const left = Math.max(end - start, 0);
  const amount = proratedAmount(item.price, quantityOf(item), left, whole.end - whole.start);
  return {
    wording,
    item: item.id,
    price: item.price,
    quantity: quantityOf(item),
    // 0 - 0 instead of -0, which JSON and equality would tell apart.
    amount: wording === "unused" ? 0 - amount : amount,
    period: { start, end: Math.max(end, start) },
    whole,
    discounts: item.discounts,
    taxRates: item.tax_rates ?? [],
  };
}

export function quantityOf(item: { quantity?: number }): number {
  return item.quantity ?? 1;
}

export function isMetered({ price }: Pick<BilledItem, "price">): boolean {
  return price.recurring?.usage_type === "metered";
}

function isLicensed(item: BilledItem): boolean {
  return !isMetered(item);
}
