import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import type { LoadedDiscount } from "./load-discounts";
import { expireCoupon } from "./validity";

/** Keeps new discounts and counts their redemption; what is kept already stays as it is. Gives the ids. */
export async function saveDiscounts(
  context: Context,
  loaded: readonly LoadedDiscount[],
): Promise<string[]> {
  for (const { discount } of loaded) {
    if ((await context.books.find("discount", discount.id)) === null) {
      await saveDiscount(context, discount);
    }
  }
  return loaded.map(({ discount }) => discount.id);
}

async function saveDiscount(context: Context, discount: Stripe.Discount): Promise<void> {
  const { books } = context;
  await books.put("discount", discount);
  if (discount.end !== null) {
    const clock = await clockOf(context, idOf(discount.customer));
    await books.put("discount_end", { id: discount.id, at: discount.end, clock });
  }
  await countCode(context, idOf(discount.promotion_code));
  await countCoupon(context, idOf(discount.source.coupon) ?? "");
}

async function clockOf({ books }: Context, customer: string | null): Promise<string | null> {
  const owner = customer === null ? null : await books.find("customer", customer);
  return owner === null || owner.deleted === true ? null : idOf(owner.test_clock);
}

async function countCoupon(context: Context, id: string): Promise<void> {
  const coupon = await context.books.find("coupon", id);
  if (coupon === null) return;
  const redeemed = { ...coupon, times_redeemed: coupon.times_redeemed + 1 };
  await context.books.put("coupon", redeemed);
  const { max_redemptions: most, times_redeemed: times } = redeemed;
  if (most !== null && times >= most) await expireCoupon(context, redeemed);
}

async function countCode({ books }: Context, id: string | null): Promise<void> {
  const code = id === null ? null : await books.find("promotion_code", id);
  if (code === null) return;
  const times = code.times_redeemed + 1;
  const isUsedUp = code.max_redemptions !== null && times >= code.max_redemptions;
  const active = code.active && !isUsedUp;
  await books.put("promotion_code", { ...code, active, times_redeemed: times });
}
