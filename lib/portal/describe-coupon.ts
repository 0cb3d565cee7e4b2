import type { CouponFact } from "./snapshot";
import type { CouponView } from "./view";

/** What a coupon takes off, without what concerns only the merchant. */
export function describeCoupon(coupon: CouponFact): CouponView {
  const { id, name, percentOff, amountOff, duration, months } = coupon;
  return { id, name, percentOff, amountOff, duration, months };
}
