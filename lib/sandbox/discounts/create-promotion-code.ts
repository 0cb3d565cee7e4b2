import type Stripe from "stripe";
import { byCurrency, currency } from "../catalogue/params";
import { resolveCustomer } from "../customers/resolve-customer";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { newId, randomText } from "../ids";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import {
  boolean,
  hash,
  integer,
  metadata,
  missingParam,
  oneOf,
  required,
  string,
  timestamp,
  type Values,
} from "../protocol/params";
import { requireCoupon } from "./require-coupon";

const amount = integer(1, 99999999);
export const restrictedCurrencies = byCurrency(hash({ minimum_amount: required(amount) }));

export const promotionCodeShape = {
  active: boolean(),
  code: string(500),
  /** How versions before 2025-09-30.clover named the promotion; the official CLI still does. */
  coupon: string(),
  customer: string(),
  customer_account: string(),
  expires_at: timestamp(),
  max_redemptions: integer(1, 2147483647),
  metadata: metadata(),
  promotion: hash({ coupon: string(), type: required(oneOf("coupon")) }),
  restrictions: hash({
    currency_options: restrictedCurrencies,
    first_time_transaction: boolean(),
    minimum_amount: amount,
    minimum_amount_currency: currency(),
  }),
};
type Creation = Values<typeof promotionCodeShape>;

/** Makes a promotion code. Throws 400 for a coupon that is not valid, or a code that is taken. */
export async function createPromotionCode(
  context: Context,
  params: Creation,
): Promise<Stripe.PromotionCode> {
  const { books, now } = context;
  const coupon = await readCoupon(context, params);
  requireWithinCoupon(params, coupon, now);
  const code: Stripe.PromotionCode = {
    id: newId("promotion_code"),
    object: "promotion_code",
    active: params.active ?? true,
    code: readCode(params.code),
    created: now,
    ...(await readCustomer(context, params)),
    expires_at: params.expires_at ?? null,
    livemode: false,
    max_redemptions: params.max_redemptions ?? null,
    metadata: changeMetadata({}, params.metadata),
    promotion: { coupon: coupon.id, type: "coupon" },
    restrictions: readRestrictions(params.restrictions),
    times_redeemed: 0,
  };
  if (code.active) await requireUniqueCode(context, code);
  await books.put("promotion_code", code);
  return code;
}

/** Whatever its case, a code stands for one active promotion code per customer; one for all is for each. */
export async function requireUniqueCode(
  { books }: Context,
  code: Stripe.PromotionCode,
): Promise<void> {
  const wanted = code.code.toLowerCase();
  const isRival = (other: Stripe.PromotionCode) =>
    other.id !== code.id &&
    other.code.toLowerCase() === wanted &&
    isForSame(idOf(other.customer), idOf(code.customer));
  const filter = { statuses: ["active"] };
  const rivals = await books.list("promotion_code", filter, { limit: 1 }, isRival);
  if (rivals.data.length === 0) return;
  throw invalid(
    `An active promotion code with \`code: ${code.code}\` already exists.`,
    "code",
    "resource_already_exists",
  );
}

function isForSame(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other;
}

function readCoupon(context: Context, { coupon, promotion }: Creation): Promise<Stripe.Coupon> {
  if (promotion?.coupon !== undefined) {
    return requireCoupon(context, promotion.coupon, "promotion[coupon]");
  }
  if (promotion !== undefined) throw missingParam("promotion[coupon]");
  if (coupon === undefined) throw missingParam("promotion");
  return requireCoupon(context, coupon, "coupon");
}

function readCode(given: string | undefined): string {
  if (given === undefined) return randomText(8).toUpperCase();
  if (/^[a-z\d-]+$/i.test(given)) return given;
  throw invalid(
    "Promotion codes may only contain letters (a-z, A-Z), digits (0-9) and dashes (-).",
    "code",
  );
}

async function readCustomer({ books }: Context, params: Creation) {
  if (params.customer === undefined && params.customer_account === undefined) {
    return { customer: null, customer_account: null };
  }
  const { id } = await resolveCustomer(books, params);
  return { customer: id, customer_account: params.customer_account ?? null };
}

/** A code lives no longer, and is redeemed no oftener, than its coupon. */
function requireWithinCoupon(params: Creation, coupon: Stripe.Coupon, now: number): void {
  const { expires_at: end, max_redemptions: most } = params;
  if (end !== undefined && end <= now) {
    throw invalid("`expires_at` must be in the future.", "expires_at");
  }
  if (end !== undefined && coupon.redeem_by !== null && end > coupon.redeem_by) {
    throw invalid("`expires_at` cannot be after the coupon's `redeem_by`.", "expires_at");
  }
  if (most !== undefined && coupon.max_redemptions !== null && most > coupon.max_redemptions) {
    throw invalid(
      "`max_redemptions` cannot be greater than the coupon's `max_redemptions`.",
      "max_redemptions",
    );
  }
}

function readRestrictions(given: Creation["restrictions"]): Stripe.PromotionCode.Restrictions {
  const { minimum_amount: minimum, minimum_amount_currency: own } = given ?? {};
  if (minimum !== undefined && own === undefined) {
    throw missingParam("restrictions[minimum_amount_currency]");
  }
  const isOther = own !== undefined || given?.currency_options !== undefined;
  if (minimum === undefined && isOther) throw missingParam("restrictions[minimum_amount]");
  return {
    ...(minimum === undefined || own === undefined
      ? {}
      : { currency_options: { ...given?.currency_options, [own]: { minimum_amount: minimum } } }),
    first_time_transaction: given?.first_time_transaction ?? false,
    minimum_amount: minimum ?? null,
    minimum_amount_currency: own ?? null,
  };
}
