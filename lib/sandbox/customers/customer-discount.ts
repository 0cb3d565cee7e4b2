import type Stripe from "stripe";
import { deletedDiscount, endDiscount } from "../discounts/end-discount";
import type { LoadedDiscount } from "../discounts/load-discounts";
import { noDiscount } from "../discounts/no-discount";
import { redeemCode, redeemCoupon } from "../discounts/read-discounts";
import { saveDiscounts } from "../discounts/save-discounts";
import { type Context, endpoint } from "../endpoint";
import { requireCustomer } from "../find";
import { invalid } from "../protocol/errors";
import { atTimeOf } from "../time/at-time-of";

type Given = { coupon?: string | null | undefined; promotion_code?: string | null | undefined };

/** DELETE of the discount of a customer; that of a subscription is beside subscriptions. */
export const customerDiscountEndpoints = [
  endpoint("DELETE", "/v1/customers/:id/discount", {}, async (given) => {
    const customer = await requireCustomer(given.books, given.id);
    const call = await atTimeOf(given, customer.id);
    const discount = await endDiscount(call, customer.discount?.id ?? "");
    if (discount === null) throw noDiscount("customer", customer.id);
    return deletedDiscount(discount);
  }),
];

/**
 * The customer's discount after a coupon or promotion code was given: it takes the place of the one there
 * was. '' (null) takes it off. The customer itself is kept by the caller.
 */
export async function changeCustomerDiscount(
  context: Context,
  customer: Stripe.Customer,
  { coupon, promotion_code: code }: Given,
): Promise<Stripe.Discount | null> {
  const before = customer.discount ?? null;
  if (coupon === undefined && code === undefined) return before;
  if (coupon && code) {
    throw invalid(
      "You may only specify one of these parameters: coupon, promotion_code.",
      "coupon",
      "parameters_exclusive",
    );
  }
  const loaded = await redeem(context, customer.id, { coupon, promotion_code: code });
  if (before !== null) await endDiscount(context, before.id);
  if (loaded === null) return null;
  await saveDiscounts(context, [loaded]);
  if (before !== null) await context.books.succeed("discount", before.id, loaded.discount.id);
  return loaded.discount;
}

async function redeem(
  context: Context,
  customer: string,
  { coupon, promotion_code: code }: Given,
): Promise<LoadedDiscount | null> {
  if (coupon) return redeemCoupon(context, coupon, { customer }, "coupon");
  return code ? redeemCode(context, code, { customer }, "promotion_code") : null;
}
