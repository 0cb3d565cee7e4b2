import type Stripe from "stripe";
import { customerOfAccount } from "../customers/resolve-customer";
import { idOf } from "../documents";
import { type Context, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { changed } from "../protocol/address";
import { invalid } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import { boolean, hash, metadata, string } from "../protocol/params";
import {
  createPromotionCode,
  promotionCodeShape,
  requireUniqueCode,
  restrictedCurrencies,
} from "./create-promotion-code";

const codeUrl = "/v1/promotion_codes/:id";

/** Promotion codes: create, retrieve, update, list. */
export const promotionCodeEndpoints = [
  endpoint("POST", "/v1/promotion_codes", promotionCodeShape, (call) =>
    createPromotionCode(call, call.params),
  ),
  endpoint("GET", codeUrl, {}, ({ books, id }) => requireDocument(books, "promotion_code", id)),
  endpoint(
    "POST",
    codeUrl,
    {
      active: boolean(),
      metadata: metadata(),
      restrictions: hash({ currency_options: restrictedCurrencies }),
    },
    async (call) => {
      const { books, id, params } = call;
      const before = await requireDocument(books, "promotion_code", id);
      if (params.active === true && !before.active) await requireRevivable(call, before);
      const code: Stripe.PromotionCode = {
        ...before,
        active: changed(params.active, before.active),
        metadata: changeMetadata(before.metadata, params.metadata),
        restrictions: changeRestrictions(before, params.restrictions?.currency_options),
      };
      await books.put("promotion_code", code);
      return code;
    },
  ),
  endpoint(
    "GET",
    "/v1/promotion_codes",
    {
      ...pagination,
      active: boolean(),
      code: string(500),
      coupon: string(),
      created: range,
      customer: string(),
      customer_account: string(),
    },
    async ({ books, params }) => {
      const { active, code, coupon, customer_account: account } = params;
      const carried = account === undefined ? null : await customerOfAccount(books, account);
      const filter = {
        created: rangeOf(params.created),
        customer: account === undefined ? params.customer : (carried?.id ?? ""),
        parent: coupon,
        statuses: active === undefined ? undefined : [active ? "active" : "inactive"],
      };
      const wanted = code?.toLowerCase();
      const only = (one: Stripe.PromotionCode) => one.code.toLowerCase() === wanted;
      const sifted = wanted === undefined ? undefined : only;
      return listPage(books, "/v1/promotion_codes", "promotion_code", filter, params, sifted);
    },
  ),
];

/** "Only when the coupon is still valid and the promotion code is otherwise redeemable." */
async function requireRevivable(context: Context, code: Stripe.PromotionCode): Promise<void> {
  const coupon = await context.books.find("coupon", idOf(code.promotion.coupon) ?? "");
  const isOver = code.expires_at !== null && code.expires_at < context.now;
  const isUsedUp = code.max_redemptions !== null && code.times_redeemed >= code.max_redemptions;
  if (coupon === null || !coupon.valid || isOver || isUsedUp) {
    throw invalid(
      "This promotion code cannot be activated because it is expired, used up, or its coupon is no longer valid.",
      "active",
    );
  }
  await requireUniqueCode(context, code);
}

function changeRestrictions(
  { restrictions: before }: Stripe.PromotionCode,
  given: { [currency: string]: { minimum_amount: number } } | undefined,
): Stripe.PromotionCode.Restrictions {
  if (given === undefined) return before;
  const { minimum_amount: minimum, minimum_amount_currency: own } = before;
  const path = "restrictions[currency_options]";
  if (minimum === null || own === null) {
    throw invalid("The promotion code has no `minimum_amount`.", path);
  }
  if (given[own] !== undefined) {
    throw invalid("The currency must differ from `minimum_amount_currency`.", `${path}[${own}]`);
  }
  return { ...before, currency_options: { ...before.currency_options, ...given } };
}
