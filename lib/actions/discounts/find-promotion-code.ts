import type Stripe from "stripe";
import { PorticoError } from "../../errors";
import { giveBackToLimit, takeFromLimit } from "../../limits/take-from-limit";
import type { CouponFact } from "../../portal/snapshot";
import { read } from "../../stripe/call";
import { toCoupon } from "../../stripe/reshape";
import type { Scene } from "../action";
import { amountOff, isApplicable, type PromotionSubject } from "./is-applicable";

/** A code that may be used: its id at Stripe, and what it takes off in the subject's currency. */
export type FoundCode = { readonly id: string; readonly coupon: CouponFact };

/**
 * The promotion code that a customer typed, if it can be used for `subject`. Codes only: an id of a coupon or
 * of a code is none. Throws `coupon_not_applicable` alike for whatever stands in the way, and `rate_limited`
 * after too many of those; a code that can be used does not count.
 */
export async function findPromotionCode(
  scene: Scene,
  code: string,
  subject: PromotionSubject,
): Promise<FoundCode> {
  const { merchantId, snapshot } = scene;
  const key = `${merchantId} ${snapshot.livemode} ${snapshot.customer.id}`;
  // Taken before looking, so that many guesses at once are counted one by one.
  const { allowed, retryAfterSeconds } = await takeFromLimit("promotion_code", key);
  if (!allowed)
    throw new PorticoError("rate_limited", { param: "promotion_code", retryAfterSeconds });
  const found = await lookUp(scene, code, subject);
  if (found === null) throw notApplicable();
  await giveBackToLimit("promotion_code", key);
  return found;
}

/** The one answer to every code that can't be used. */
export function notApplicable(cause?: unknown): PorticoError {
  return new PorticoError("coupon_not_applicable", { param: "promotion_code", cause });
}

async function lookUp(
  { stripe, snapshot, now }: Scene,
  typed: string,
  subject: PromotionSubject,
): Promise<FoundCode | null> {
  const code = await readCode(stripe, typed.trim(), snapshot.customer.id);
  const coupon = code?.promotion.coupon;
  if (!code || !coupon || typeof coupon === "string") return null;
  if (!isApplicable({ code, coupon, subject, now })) return null;
  const { currency } = subject;
  const amount = amountOff(coupon, currency) ?? null;
  const fact = { ...toCoupon(coupon), amountOff: amount === null ? null : { amount, currency } };
  return { id: code.id, coupon: fact };
}

/** This customer's own one before everybody's: the same text may be the code of many customers. */
async function readCode(
  stripe: Stripe,
  code: string,
  customer: string,
): Promise<Stripe.PromotionCode | undefined> {
  const asked = {
    code,
    active: true,
    limit: 100,
    expand: [
      "data.promotion.coupon.applies_to",
      "data.promotion.coupon.currency_options",
      "data.restrictions.currency_options",
    ],
  };
  const [own, all] = await Promise.all([
    read(() => stripe.promotionCodes.list({ ...asked, customer, limit: 1 })),
    read(() => stripe.promotionCodes.list(asked)),
  ]);
  return own.data[0] ?? all.data.find((one) => one.customer === null && !one.customer_account);
}
