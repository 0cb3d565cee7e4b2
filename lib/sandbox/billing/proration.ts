import type Stripe from "stripe";
import { proratedAmount } from "./amounts";

/** A line to be billed, before it has an id. Amounts in minor units, times in unix seconds. */
export type Charge = {
  /** What the line says: time given back, time added, a whole period, a trial. */
  wording: "unused" | "remaining" | "period" | "trial";
  item: string;
  price: Stripe.Price;
  quantity: number;
  amount: number;
  period: { start: number; end: number };
};

type Item = Pick<
  Stripe.SubscriptionItem,
  "id" | "price" | "quantity" | "current_period_start" | "current_period_end"
>;

/**
 * THE proration: what a change of items at `at` gives back and adds within the running period.
 * Per item that changed price or quantity, was added or was removed: a credit for the unused time of
 * the old terms, a debit for the remaining time of the new ones. Preview and real change both use it.
 */
export function prorateChange(
  before: readonly Item[],
  after: readonly Item[],
  at: number,
): Charge[] {
  const credits = before.filter((item) => !after.some((other) => isSameTerms(item, other)));
  const debits = after.filter((item) => !before.some((other) => isSameTerms(item, other)));
  return [...creditUnused(credits, at), ...debits.map((item) => prorate(item, at, "remaining"))];
}

/** Credits for all of the unused time of these items: at a cancellation, or when a new period begins. */
export function creditUnused(items: readonly Item[], at: number): Charge[] {
  return items.map((item) => prorate(item, at, "unused"));
}

function prorate(item: Item, at: number, wording: "unused" | "remaining"): Charge {
  const { current_period_start: start, current_period_end: end } = item;
  const left = Math.min(Math.max(end - at, 0), end - start);
  const amount = proratedAmount(item.price, quantityOf(item), left, Math.max(end - start, 1));
  return {
    wording,
    item: item.id,
    price: item.price,
    quantity: quantityOf(item),
    // 0 - 0 instead of -0, which JSON and equality would tell apart.
    amount: wording === "unused" ? 0 - amount : amount,
    period: { start: Math.max(at, start), end },
  };
}

function isSameTerms(first: Item, second: Item): boolean {
  return (
    first.id === second.id &&
    first.price.id === second.price.id &&
    quantityOf(first) === quantityOf(second)
  );
}

export function quantityOf(item: { quantity?: number }): number {
  return item.quantity ?? 1;
}
