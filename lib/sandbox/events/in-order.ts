import type { Happening } from "./happening";

/** What follows from what when an invoice is made and paid: the first expression that fits is the place. */
const chain: readonly RegExp[] = [
  /^invoiceitem\./,
  /^invoice\.(created|deleted)$/,
  /^invoice\.finalized$/,
  /^payment_intent\.created$/,
  /^charge\./,
  /^payment_intent\./,
  /^invoice_payment\./,
  /^invoice\.updated$/,
  /^invoice\.(?!upcoming$)/,
  /^customer\.subscription\.(?!created$)/,
];

/**
 * What happened at one moment, causes before effects: a charge before the invoice it pays, that before the
 * subscription. Stripe promises no order (https://docs.stripe.com/webhooks#event-ordering); all else stays.
 */
export function inOrder(happenings: readonly Happening[]): Happening[] {
  const placed = happenings.map((happening) => ({ happening, place: placeOf(happening.type) }));
  return placed.toSorted((one, other) => one.place - other.place).map(({ happening }) => happening);
}

/** -1: not of this chain, so it comes first. */
function placeOf(type: string): number {
  return chain.findIndex((link) => link.test(type));
}
