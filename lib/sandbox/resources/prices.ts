import type Stripe from "stripe";
import { endpoint } from "../endpoint";
import { newId } from "../ids";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import {
  array,
  boolean,
  emptyable,
  hash,
  metadata,
  missingParam,
  oneOf,
  required,
  string,
} from "../protocol/params";
import { blankProduct } from "./blank-product";
import { createPrice, interval, moveLookupKey, priceShape, taxBehavior } from "./create-price";
import { requireDocument } from "./find";
import { changed } from "./shared-params";

/** Prices per unit, one-time or recurring: create, retrieve, update, list. */
export const priceEndpoints = [
  endpoint(
    "POST",
    "/v1/prices",
    {
      ...priceShape,
      product_data: hash({
        active: boolean(),
        id: string(),
        metadata: metadata(),
        name: required(string(1000)),
        unit_label: string(12),
      }),
    },
    async (call) => {
      const { params, books } = call;
      if (params.product !== undefined) {
        await requireDocument(books, "product", params.product, "product");
        return createPrice(call, { ...params, product: params.product });
      }
      const data = params.product_data;
      if (data === undefined) throw missingParam("product");
      const product = data.id ?? newId("product");
      await books.put("product", {
        ...blankProduct(product, call.now),
        active: data.active ?? true,
        metadata: changeMetadata({}, data.metadata),
        name: data.name,
        unit_label: data.unit_label ?? null,
      });
      return createPrice(call, { ...params, product });
    },
  ),
  endpoint("GET", "/v1/prices/:id", {}, ({ books, id }) => requireDocument(books, "price", id)),
  endpoint(
    "POST",
    "/v1/prices/:id",
    {
      active: boolean(),
      lookup_key: emptyable(string(200)),
      metadata: metadata(),
      nickname: emptyable(string()),
      tax_behavior: taxBehavior,
      transfer_lookup_key: boolean(),
    },
    async ({ books, id, params }) => {
      const before = await requireDocument(books, "price", id);
      const price: Stripe.Price = {
        ...before,
        active: changed(params.active, before.active),
        lookup_key: changed(params.lookup_key, before.lookup_key),
        metadata: changeMetadata(before.metadata, params.metadata),
        nickname: changed(params.nickname, before.nickname),
        tax_behavior: changed(params.tax_behavior, before.tax_behavior ?? "unspecified"),
      };
      await moveLookupKey(books, price, before.lookup_key, params.transfer_lookup_key ?? false);
      await books.put("price", price);
      return price;
    },
  ),
  endpoint(
    "GET",
    "/v1/prices",
    {
      ...pagination,
      active: boolean(),
      created: range,
      currency: string(3),
      lookup_keys: array(string(200), 10),
      product: string(),
      recurring: hash({ interval, usage_type: oneOf("licensed", "metered") }),
      type: oneOf("one_time", "recurring"),
    },
    ({ books, params }) => {
      const { active, product } = params;
      const filter = {
        product,
        created: rangeOf(params.created),
        statuses: active === undefined ? undefined : [active ? "active" : "inactive"],
      };
      const only = (price: Stripe.Price) => isListed(price, params);
      return listPage(books, "/v1/prices", "price", filter, params, only);
    },
  ),
];

function isListed(
  price: Stripe.Price,
  params: {
    currency: string | undefined;
    lookup_keys: string[] | undefined;
    recurring: { interval: string | undefined; usage_type: string | undefined } | undefined;
    type: string | undefined;
  },
): boolean {
  const { currency, lookup_keys: keys, recurring, type } = params;
  const isOne = <T>(wanted: T | undefined, value: T) => wanted === undefined || wanted === value;
  return (
    isOne(currency?.toLowerCase(), price.currency) &&
    isOne<string>(type, price.type) &&
    isOne(recurring?.interval, price.recurring?.interval) &&
    isOne(recurring?.usage_type, price.recurring?.usage_type) &&
    (keys === undefined || (price.lookup_key !== null && keys.includes(price.lookup_key)))
  );
}
