import type Stripe from "stripe";
import { addIntervals } from "../billing/periods";

/** Whether a discount still counts at a time (unix seconds): its end is the first moment without it. */
export function isRunning(discount: Stripe.Discount, at: number): boolean {
  return discount.end === null || at < discount.end;
}

/** When a coupon redeemed at `start` stops: only repeating ones end by themselves. Unix seconds. */
export function discountEnd(coupon: Stripe.Coupon, start: number): number | null {
  if (coupon.duration !== "repeating" || coupon.duration_in_months === null) return null;
  return addIntervals(start, { unit: "month", count: coupon.duration_in_months }, 1);
}
