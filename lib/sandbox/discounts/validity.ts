import type Stripe from "stripe";
import type { Context } from "../endpoint";

/** A coupon that can no longer be redeemed; none of its promotion codes is active any more. */
export async function expireCoupon(context: Context, coupon: Stripe.Coupon): Promise<void> {
  await context.books.put("coupon", { ...coupon, valid: false });
  await deactivateCodes(context, coupon.id);
}

/** A promotion code whose time is over. */
export async function expireCode({ books }: Context, code: Stripe.PromotionCode): Promise<void> {
  await books.put("promotion_code", { ...code, active: false });
}

/** A promotion code is only active while its coupon is valid. */
export async function deactivateCodes(context: Context, coupon: string): Promise<void> {
  for (const code of await context.books.all("promotion_code", { parent: coupon })) {
    if (code.active) await expireCode(context, code);
  }
}
