import type Stripe from "stripe";
import { type Exact, exact, isLess, minus, roundTo, times, zero } from "./exact";

/** One piece of what a price costs: units at a unit amount, or a tier's flat fee. Minor units, exact. */
export type PricePart = {
  /** Counted from one; null: the price has no tiers. */
  tier: number | null;
  isFlat: boolean;
  /** How many units; none for a flat fee. */
  quantity: Exact;
  unit: Exact;
  amount: Exact;
};

/** What a quantity (whole, or decimal text) costs for one period, piece by piece, in the price's currency. */
export function partsOf(price: Stripe.Price, quantity: number | string): PricePart[] {
  const count = exact(quantity);
  if (price.billing_scheme !== "tiered") return [perUnit(price, count)];
  const tiers = price.tiers ?? [];
  return price.tiers_mode === "volume" ? volume(tiers, count) : graduated(tiers, count);
}

function perUnit(price: Stripe.Price, count: Exact): PricePart {
  const unit = exactOf(price.unit_amount_decimal, price.unit_amount) ?? zero;
  const { transform_quantity: packages } = price;
  if (packages === null) {
    return { tier: null, isFlat: false, quantity: count, unit, amount: times(unit, count) };
  }
  const divided = times(count, { top: 1n, bottom: BigInt(packages.divide_by) });
  const billed = roundTo(divided, packages.round === "up" ? "up" : "down");
  return { tier: null, isFlat: false, quantity: count, unit, amount: times(unit, billed) };
}

/** The tier that holds the whole quantity decides about all of it. */
function volume(tiers: readonly Stripe.Price.Tier[], count: Exact): PricePart[] {
  const index = tiers.findIndex(({ up_to: end }) => end === null || !isLess(exact(end), count));
  const tier = tiers[index];
  return tier === undefined ? [] : partsOfTier(tier, index, count);
}

/** Each tier bills the units that fall into it. Nothing used still costs the first tier's flat fee. */
function graduated(tiers: readonly Stripe.Price.Tier[], count: Exact): PricePart[] {
  let start = zero;
  return tiers.flatMap((tier, index) => {
    if (index > 0 && !isLess(start, count)) return [];
    const isLast = tier.up_to === null || !isLess(exact(tier.up_to), count);
    const end = isLast ? count : exact(tier.up_to ?? 0);
    const parts = partsOfTier(tier, index, minus(end, start));
    start = end;
    return parts;
  });
}

/** Stripe shows the units of a tier first, then its flat fee if it has one. */
function partsOfTier(tier: Stripe.Price.Tier, index: number, quantity: Exact): PricePart[] {
  const unit = exactOf(tier.unit_amount_decimal, tier.unit_amount) ?? zero;
  const units = { tier: index + 1, isFlat: false, quantity, unit, amount: times(unit, quantity) };
  const flat = exactOf(tier.flat_amount_decimal, tier.flat_amount);
  if (flat === null) return [units];
  return [units, { tier: index + 1, isFlat: true, quantity: zero, unit: flat, amount: flat }];
}

/** An amount by its decimal text, else by its whole number. */
function exactOf(text: Stripe.Decimal | null, whole: number | null): Exact | null {
  if (text !== null) return exact(String(text));
  return whole === null ? null : exact(whole);
}
