import type Stripe from "stripe";
import { idOf } from "../documents";
import { type Context, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { changed } from "../protocol/address";
import { invalid } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { array, boolean, emptyable, hash, required, string } from "../protocol/params";
import { createPrice } from "./create-price";
import { changeProduct, createProduct, productShape, productType } from "./create-product";
import { defaultPriceShape } from "./price-params";

const productUrl = "/v1/products/:id";

/** Products: create (with a default price if wanted), retrieve, update, delete, list. */
export const productEndpoints = [
  endpoint(
    "POST",
    "/v1/products",
    {
      ...productShape,
      default_price_data: hash(defaultPriceShape),
      id: string(),
      name: required(string(1000)),
      type: productType,
    },
    async (call) => {
      const { default_price_data: data, ...params } = call.params;
      const product = await createProduct(call, params, "id");
      if (data === undefined) return product;
      const price = await createPrice(call, { ...data, product: product.id });
      const priced = { ...product, default_price: price.id };
      await call.books.put("product", priced);
      return priced;
    },
  ),
  endpoint("GET", productUrl, {}, ({ books, id }) => requireDocument(books, "product", id)),
  endpoint(
    "POST",
    productUrl,
    { ...productShape, default_price: emptyable(string()), name: string(1000) },
    async (call) => {
      const { books, now, id, params } = call;
      const { default_price: price, ...changes } = params;
      const before = await requireDocument(books, "product", id);
      if (price) await requireOwnPrice(call, price, id);
      const product = {
        ...changeProduct(before, changes, now),
        default_price: changed(price, before.default_price ?? null),
      };
      await books.put("product", product);
      return product;
    },
  ),
  endpoint("DELETE", productUrl, {}, async ({ books, id }) => {
    await requireDocument(books, "product", id);
    const prices = await books.list("price", { product: id }, { limit: 1 });
    if (prices.data.length > 0) {
      throw invalid(
        "This product cannot be deleted because it has one or more user-created prices.",
        "id",
      );
    }
    await books.remove("product", id);
    return { id, object: "product" as const, deleted: true as const };
  }),
  endpoint(
    "GET",
    "/v1/products",
    {
      ...pagination,
      active: boolean(),
      created: range,
      ids: array(string()),
      shippable: boolean(),
      type: productType,
      url: string(),
    },
    ({ books, params }) => {
      const { active, ids, shippable, type, url } = params;
      requireNoCursor(ids, params);
      const filter = {
        created: rangeOf(params.created),
        statuses: active === undefined ? undefined : [active ? "active" : "inactive"],
      };
      const only = (product: Stripe.Product) =>
        (ids?.includes(product.id) ?? true) &&
        (shippable === undefined || (product.shippable ?? false) === shippable) &&
        (type === undefined || product.type === type) &&
        (url === undefined || product.url === url);
      return listPage(books, "/v1/products", "product", filter, params, only);
    },
  ),
];

async function requireOwnPrice({ books }: Context, id: string, product: string): Promise<void> {
  const price = await requireDocument(books, "price", id, "default_price");
  if (idOf(price.product) === product) return;
  throw invalid(
    `The price specified does not belong to this product: '${product}'.`,
    "default_price",
  );
}

/** "Cannot be used with starting_after or ending_before." */
function requireNoCursor(
  ids: string[] | undefined,
  params: { starting_after: string | undefined; ending_before: string | undefined },
): void {
  if (ids === undefined) return;
  if (params.starting_after === undefined && params.ending_before === undefined) return;
  throw invalid("`ids` cannot be used with `starting_after` or `ending_before`.", "ids");
}
