import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";

/** A coupon that can be redeemed at the context's time. Throws 400 when there is none or it expired. */
export async function requireCoupon(
  { books, now }: Context,
  id: string,
  param: string,
): Promise<Stripe.Coupon> {
  const coupon = await requireDocument(books, "coupon", id, param);
  if (!coupon.valid || (coupon.redeem_by !== null && coupon.redeem_by < now)) {
    throw invalid(`Coupon expired: ${id}`, param, "coupon_expired");
  }
  return coupon;
}

/** An amount is off in its own currency or one of its options; a percentage in all of them. */
export async function requireUsableCurrency(
  { books }: Context,
  coupon: Stripe.Coupon,
  owner: { customer: string | null; currency?: string },
  param: string,
): Promise<void> {
  if (coupon.amount_off === null) return;
  const currency = owner.currency ?? (await currencyOf(books, owner.customer));
  if (currency === null || currency === coupon.currency) return;
  if (coupon.currency_options?.[currency] !== undefined) return;
  throw invalid(
    `The coupon \`${coupon.id}\` cannot be applied because its currency (${coupon.currency}) does not match ${currency}.`,
    param,
  );
}

async function currencyOf(books: Context["books"], customer: string | null) {
  const found = customer === null ? null : await books.find("customer", customer);
  return found === null || found.deleted === true ? null : (found.currency ?? null);
}
