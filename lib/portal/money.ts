/** An amount in the currency's minor unit (cents; whole yen). Formatted only in components. */
export type Money = { readonly amount: number; readonly currency: string };

/** How often a price recurs. Stripe may add units: an unknown one is shown as it comes. */
export type Interval = { readonly unit: string; readonly count: number };

const monthsPer = new Map([
  ["day", 12 / 365],
  ["week", 12 / 52],
  ["month", 1],
  ["year", 12],
]);

/** The interval's length in months, for comparing two; null for a unit we do not know. */
export function monthsOf(interval: Interval): number | null {
  const months = monthsPer.get(interval.unit);
  return months === undefined ? null : months * interval.count;
}

/**
 * Equal when unit and count are: Stripe tells "12 month" and "1 year" apart, and so do we. What does not recur (null)
 * has no interval in common with anything.
 */
export function sameInterval(a: Interval | null, b: Interval | null): boolean {
  return a !== null && b !== null && a.unit === b.unit && a.count === b.count;
}
