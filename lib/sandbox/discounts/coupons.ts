import type Stripe from "stripe";
import { endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { randomText } from "../ids";
import { changed } from "../protocol/address";
import { invalid } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import { emptyable, metadata, string } from "../protocol/params";
import {
  changeOptions,
  createShape,
  currencyOptions,
  readAppliesTo,
  readMoney,
  readMonths,
  readRedeemBy,
} from "./read-coupon";
import { deactivateCodes } from "./validity";

const couponUrl = "/v1/coupons/:id";
/** Coupons: create, retrieve, update, delete, list. What a coupon takes off stays as it was made. */
export const couponEndpoints = [
  endpoint("POST", "/v1/coupons", createShape, async (call) => {
    const { books, now, params } = call;
    const id = params.id ?? randomText(8);
    if ((await books.find("coupon", id)) !== null) {
      throw invalid("Coupon already exists.", "id", "resource_already_exists");
    }
    const coupon: Stripe.Coupon = {
      id,
      object: "coupon",
      amount_off: params.amount_off ?? null,
      ...(await readAppliesTo(call, params)),
      created: now,
      ...readMoney(params),
      duration: params.duration ?? "once",
      duration_in_months: readMonths(params),
      livemode: false,
      max_redemptions: params.max_redemptions ?? null,
      metadata: changeMetadata({}, params.metadata),
      name: params.name ?? null,
      percent_off: params.percent_off ?? null,
      redeem_by: readRedeemBy(params.redeem_by, now),
      times_redeemed: 0,
      valid: true,
    };
    await books.put("coupon", coupon);
    return coupon;
  }),
  endpoint("GET", couponUrl, {}, ({ books, id }) => requireDocument(books, "coupon", id)),
  endpoint(
    "POST",
    couponUrl,
    { currency_options: currencyOptions, metadata: metadata(), name: emptyable(string(40)) },
    async ({ books, id, params }) => {
      const before = await requireDocument(books, "coupon", id);
      const coupon: Stripe.Coupon = {
        ...before,
        ...changeOptions(before, params.currency_options),
        metadata: changeMetadata(before.metadata, params.metadata),
        name: changed(params.name, before.name),
      };
      await books.put("coupon", coupon);
      return coupon;
    },
  ),
  endpoint("DELETE", couponUrl, {}, async (call) => {
    const { books, id } = call;
    const coupon = await requireDocument(books, "coupon", id);
    await books.remove("coupon", id);
    await books.put("deleted_coupon", { ...coupon, valid: false });
    await deactivateCodes(call, id);
    return { id, object: "coupon" as const, deleted: true as const };
  }),
  endpoint("GET", "/v1/coupons", { ...pagination, created: range }, ({ books, params }) =>
    listPage(books, "/v1/coupons", "coupon", { created: rangeOf(params.created) }, params),
  ),
];
