import { PorticoError } from "../../errors";
import type { CouponFact, SubscriptionFact } from "../../portal/snapshot";
import type { FlowChange } from "../../portal/view";
import { read } from "../../stripe/call";
import { toCoupon } from "../../stripe/reshape";
import type { Scene } from "../action";
import { findPromotionCode } from "./find-promotion-code";

/** A discount that comes with a change: how Stripe is told, and what it takes off. */
export type GivenDiscount = {
  readonly given: { readonly coupon: string } | { readonly promotion_code: string };
  readonly coupon: CouponFact;
};

/**
 * The discount that a change brings: what the session's task says, else the code that was typed. Null for none.
 * Throws `coupon_not_applicable`, `rate_limited`.
 */
export async function findDiscount(
  scene: Scene,
  subscription: SubscriptionFact,
  typed: string | undefined,
  products: readonly string[],
): Promise<GivenDiscount | null> {
  const { change = null } = scene.view.flow ?? {};
  const own = change === null ? null : await readOwn(scene, change);
  if (own !== null || typed === undefined) return own;
  const { currency } = subscription;
  const subject = { products, currency, amount: null, isFirst: false };
  const { id, coupon } = await findPromotionCode(scene, typed, subject);
  return { given: { promotion_code: id }, coupon };
}

/** As the merchant put it into the session: Stripe judges it, we do not. */
async function readOwn(
  { stripe }: Scene,
  { coupon, promotionCode }: FlowChange,
): Promise<GivenDiscount | null> {
  if (coupon !== null) {
    const found = await read(() => stripe.coupons.retrieve(coupon));
    return { given: { coupon }, coupon: toCoupon(found) };
  }
  if (promotionCode === null) return null;
  const code = await read(() =>
    stripe.promotionCodes.retrieve(promotionCode, { expand: ["promotion.coupon"] }),
  );
  const found = code.promotion.coupon;
  if (found === null || typeof found === "string") throw new PorticoError("coupon_not_applicable");
  return { given: { promotion_code: promotionCode }, coupon: toCoupon(found) };
}
