import type Stripe from "stripe";
import { type Context, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { changed } from "../protocol/address";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import {
  boolean,
  emptyable,
  hash,
  metadata,
  missingParam,
  string,
  type Values,
} from "../protocol/params";
import { createPrice, readOptions } from "./create-price";
import { createProduct, productDataShape } from "./create-product";
import { moveLookupKey } from "./lookup-key";
import { currencyOptions, priceShape, taxBehavior } from "./price-params";

const updateShape = {
  active: boolean(),
  currency_options: emptyable(currencyOptions),
  lookup_key: emptyable(string(200)),
  metadata: metadata(),
  nickname: emptyable(string()),
  tax_behavior: taxBehavior,
  transfer_lookup_key: boolean(),
};
type Changes = Values<typeof updateShape>;

/** Prices of every kind: create, retrieve, update. */
export const priceEndpoints = [
  endpoint(
    "POST",
    "/v1/prices",
    { ...priceShape, product_data: hash(productDataShape) },
    async (call) => {
      const { params, books } = call;
      const { product_data: data, ...rest } = params;
      if (params.product !== undefined && data !== undefined) {
        throw invalid(
          "You may only specify one of these parameters: product, product_data.",
          "product",
          "parameters_exclusive",
        );
      }
      if (params.product !== undefined) {
        await requireDocument(books, "product", params.product, "product");
        return createPrice(call, { ...rest, product: params.product });
      }
      if (data === undefined) throw missingParam("product");
      const product = await createProduct(call, data, "product_data[id]");
      return createPrice(call, { ...rest, product: product.id });
    },
  ),
  endpoint("GET", "/v1/prices/:id", {}, ({ books, id }) => requireDocument(books, "price", id)),
  endpoint("POST", "/v1/prices/:id", updateShape, async (call) => {
    const { books, id, params } = call;
    const before = await requireDocument(books, "price", id);
    if (params.active === false) await requireNoDefault(call, before);
    const price: Stripe.Price = {
      ...before,
      active: changed(params.active, before.active),
      ...changeOptions(before, params),
      lookup_key: changed(params.lookup_key, before.lookup_key),
      metadata: changeMetadata(before.metadata, params.metadata),
      nickname: changed(params.nickname, before.nickname),
      tax_behavior: changeTaxBehavior(before.tax_behavior, params.tax_behavior, "tax_behavior"),
    };
    await moveLookupKey(books, price, before.lookup_key, params.transfer_lookup_key ?? false);
    await books.put("price", price);
    return price;
  }),
];

async function requireNoDefault({ books }: Context, price: Stripe.Price): Promise<void> {
  const id = typeof price.product === "string" ? price.product : price.product.id;
  const product = await books.find("product", id);
  if (product?.default_price !== price.id) return;
  throw invalid(
    "This price cannot be archived because it is the default price of its product.",
    "active",
  );
}

/** Options are changed one by one; '' takes all of them away. The price's own currency stays as it is. */
function changeOptions(before: Stripe.Price, { currency_options: given, tax_behavior }: Changes) {
  const options = before.currency_options ?? {};
  const own = options[before.currency];
  if (own === undefined) return {};
  const first = { [before.currency]: { ...own, tax_behavior: tax_behavior ?? own.tax_behavior } };
  if (given === null) return { currency_options: first };
  const read = readOptions(given, own, before.currency);
  for (const [key, option] of Object.entries(read)) {
    const path = `currency_options[${key}][tax_behavior]`;
    const was = options[key]?.tax_behavior ?? null;
    option.tax_behavior = changeTaxBehavior(was, given?.[key]?.tax_behavior, path);
  }
  return { currency_options: { ...options, ...first, ...read } };
}

/** "Once specified as either `inclusive` or `exclusive`, it cannot be changed." */
function changeTaxBehavior(
  before: Stripe.Price.TaxBehavior | null,
  given: Stripe.Price.TaxBehavior | undefined,
  param: string,
): Stripe.Price.TaxBehavior {
  const was = before ?? "unspecified";
  if (given === undefined || given === was) return was;
  if (was === "unspecified") return given;
  throw invalid("The tax behavior cannot be changed once it is set.", param);
}
