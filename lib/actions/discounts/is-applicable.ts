import type Stripe from "stripe";

/** What a code is to be used for. */
export type PromotionSubject = {
  /** Ids of everything that would be billed. */
  readonly products: readonly string[];
  readonly currency: string;
  /** What one period of a new subscription costs, minor units; null for one that exists already. */
  readonly amount: number | null;
  /** Whether this would be the first thing the customer ever pays. */
  readonly isFirst: boolean;
};

type Judged = {
  readonly code: Stripe.PromotionCode;
  readonly coupon: Stripe.Coupon;
  readonly subject: PromotionSubject;
  /** Unix seconds. */
  readonly now: number;
};

/**
 * Stripe's conditions for redeeming a code, each true where it stands in the way: who may know which one did
 * would learn what a code is worth to somebody else.
 * (https://docs.stripe.com/billing/subscriptions/coupons#promotion-codes)
 */
const obstacles: Readonly<Record<string, (judged: Judged) => boolean>> = {
  inactive: ({ code: { active, expires_at: end }, now }) => !active || isPast(end, now),
  expired: ({ coupon: { valid, redeem_by: end }, now }) => !valid || isPast(end, now),
  used: ({ code: { max_redemptions: most, times_redeemed: times } }) =>
    most !== null && times >= most,
  otherProducts: ({ coupon: { applies_to: only }, subject: { products } }) =>
    only !== undefined && !only.products.some((id) => products.includes(id)),
  otherCurrency: ({ coupon, subject: { currency } }) => amountOff(coupon, currency) === undefined,
  tooLittle: ({ code: { restrictions }, subject }) => isTooLittle(restrictions, subject),
  notFirst: ({ code: { restrictions }, subject: { isFirst } }) =>
    restrictions.first_time_transaction && !isFirst,
};

/** Whether a code may be used for this at all. It says nothing about who may use it. */
export function isApplicable(judged: Judged): boolean {
  return !Object.values(obstacles).some((stands) => stands(judged));
}

/** What a coupon takes off in a currency, minor units: null for a percentage, undefined where it can't. */
export function amountOff(coupon: Stripe.Coupon, currency: string): number | null | undefined {
  const { amount_off: amount, currency: own, currency_options: others } = coupon;
  return amount === null || own === currency ? amount : others?.[currency]?.amount_off;
}

function isPast(end: number | null, now: number): boolean {
  return end !== null && end <= now;
}

/** A least amount is asked of a purchase: an existing subscription is none any more. */
function isTooLittle(
  { minimum_amount: least, minimum_amount_currency: own, currency_options: others }: Restrictions,
  { amount, currency }: PromotionSubject,
): boolean {
  if (least === null) return false;
  const here = own === currency ? least : others?.[currency]?.minimum_amount;
  return amount === null || here === undefined || amount < here;
}

type Restrictions = Stripe.PromotionCode["restrictions"];
