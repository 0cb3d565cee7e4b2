import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { invalid, noSuchReference } from "../protocol/errors";
import { array, emptyable, hash, string } from "../protocol/params";
import { couponOf, type LoadedDiscount } from "./load-discounts";
import { requireRedeemableCode } from "./redeem-promotion-code";
import { requireCoupon, requireUsableCurrency } from "./require-coupon";
import { discountEnd } from "./running";

/** What a discount hangs on. `amount` (minor units) and `currency` of the purchase, where they are known. */
export type DiscountOwner = {
  customer: string | null;
  subscription?: string;
  subscriptionItem?: string;
  invoice?: string;
  invoiceItem?: string;
  amount?: number;
  currency?: string;
};

type Given = {
  coupon: string | undefined;
  discount: string | undefined;
  promotion_code: string | undefined;
};

/** `discounts` as every endpoint takes it; '' takes all discounts off. */
export const discountsParam = emptyable(
  array(hash({ coupon: string(), discount: string(), promotion_code: string() }), 20),
);

/**
 * The discounts that a `discounts` parameter asks for, not yet kept. Begins at the context's time, which
 * is to be the customer's. Throws 400 for coupons and codes that this owner cannot redeem now.
 */
export async function readDiscounts(
  context: Context,
  given: readonly Given[] | null | undefined,
  owner: DiscountOwner,
  param: string,
): Promise<LoadedDiscount[]> {
  const loaded: LoadedDiscount[] = [];
  for (const [index, one] of (given ?? []).entries()) {
    loaded.push(await readDiscount(context, one, owner, `${param}[${index}]`));
  }
  requireDifferent(loaded, param);
  return loaded;
}

/** One discount by coupon, promotion code or an existing discount. `at` is where it stands in the request. */
async function readDiscount(
  context: Context,
  given: Given,
  owner: DiscountOwner,
  at: string,
): Promise<LoadedDiscount> {
  const chosen = [given.coupon, given.discount, given.promotion_code].filter(Boolean);
  if (chosen.length !== 1) {
    throw invalid(
      "You must specify exactly one of: `coupon`, `discount`, or `promotion_code`.",
      at,
      chosen.length === 0 ? "parameter_missing" : "parameters_exclusive",
    );
  }
  if (given.discount !== undefined) {
    return reuseDiscount(context, given.discount, owner, `${at}[discount]`);
  }
  if (given.coupon !== undefined) {
    return redeemCoupon(context, given.coupon, owner, `${at}[coupon]`);
  }
  return redeemCode(context, given.promotion_code ?? "", owner, `${at}[promotion_code]`);
}

/** A coupon as a discount of this owner. Throws 400 when there is none or it is no longer valid. */
export async function redeemCoupon(
  context: Context,
  id: string,
  owner: DiscountOwner,
  param: string,
): Promise<LoadedDiscount> {
  const coupon = await requireCoupon(context, id, param);
  await requireUsableCurrency(context, coupon, owner, param);
  return { discount: await buildDiscount(context, coupon, null, owner), coupon };
}

/** A promotion code, by id, as a discount of this owner. Throws 400 unless the owner may redeem it. */
export async function redeemCode(
  context: Context,
  id: string,
  owner: DiscountOwner,
  param: string,
): Promise<LoadedDiscount> {
  const code = await requireRedeemableCode(context, id, owner, param);
  const coupon = await requireCoupon(context, idOf(code.promotion.coupon) ?? "", param);
  await requireUsableCurrency(context, coupon, owner, param);
  return { discount: await buildDiscount(context, coupon, code.id, owner), coupon };
}

/** An existing discount of the object or of what it belongs to: it keeps its id, start and end. */
async function reuseDiscount(
  { books }: Context,
  id: string,
  owner: DiscountOwner,
  param: string,
): Promise<LoadedDiscount> {
  const discount = await books.find("discount", id);
  if (discount === null || idOf(discount.customer) !== owner.customer) {
    throw noSuchReference("discount", id, param);
  }
  return { discount, coupon: await couponOf(books, discount) };
}

async function buildDiscount(
  { books, now }: Context,
  coupon: Stripe.Coupon,
  promotionCode: string | null,
  owner: DiscountOwner,
): Promise<Stripe.Discount> {
  const customer = await books.find("customer", owner.customer ?? "");
  const account = customer === null || customer.deleted === true ? null : customer.customer_account;
  return {
    id: newId("discount"),
    object: "discount",
    checkout_session: null,
    customer: owner.customer,
    customer_account: account ?? null,
    end: discountEnd(coupon, now),
    invoice: owner.invoice ?? null,
    invoice_item: owner.invoiceItem ?? null,
    promotion_code: promotionCode,
    source: { coupon: coupon.id, type: "coupon" },
    start: now,
    subscription: owner.subscription ?? null,
    subscription_item: owner.subscriptionItem ?? null,
  };
}

function requireDifferent(loaded: readonly LoadedDiscount[], param: string): void {
  const coupons = loaded.map(({ coupon }) => coupon.id);
  const repeated = coupons.find((id, index) => coupons.indexOf(id) !== index);
  if (repeated === undefined) return;
  throw invalid(`The coupon \`${repeated}\` can only be applied once to the same object.`, param);
}
