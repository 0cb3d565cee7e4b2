import type Stripe from "stripe";
import { endpoint } from "../endpoint";
import { newId } from "../ids";
import { invalid } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import { array, boolean, emptyable, hash, metadata, required, string } from "../protocol/params";
import { blankProduct } from "./blank-product";
import { amountShape, createPrice, recurringShape } from "./create-price";
import { requireDocument } from "./find";

import { changed } from "./shared-params";

const shape = {
  active: boolean(),
  description: emptyable(string()),
  images: array(string(2048), 8),
  marketing_features: array(hash({ name: required(string(80)) }), 15),
  metadata: metadata(),
  statement_descriptor: string(22),
  tax_code: emptyable(string()),
  unit_label: emptyable(string(12)),
  url: emptyable(string()),
};

/** Products: create (with a default price if wanted), retrieve, update, list. */
export const productEndpoints = [
  endpoint(
    "POST",
    "/v1/products",
    {
      ...shape,
      id: string(),
      name: required(string(1000)),
      default_price_data: hash({
        ...amountShape,
        currency: required(string(3)),
        metadata: metadata(),
        recurring: hash(recurringShape),
      }),
    },
    async (call) => {
      const { books, now, params } = call;
      const id = params.id ?? newId("product");
      if ((await books.find("product", id)) !== null) {
        throw invalid("Product already exists.", "id", "resource_already_exists");
      }
      const product: Stripe.Product = {
        ...blankProduct(id, now),
        active: params.active ?? true,
        description: params.description ?? null,
        images: params.images ?? [],
        marketing_features: params.marketing_features ?? [],
        metadata: changeMetadata({}, params.metadata),
        name: params.name,
        statement_descriptor: params.statement_descriptor ?? null,
        tax_code: params.tax_code ?? null,
        unit_label: params.unit_label ?? null,
        url: params.url ?? null,
      };
      await books.put("product", product);
      if (params.default_price_data === undefined) return product;
      const price = await createPrice(call, { ...params.default_price_data, product: id });
      const priced = { ...product, default_price: price.id };
      await books.put("product", priced);
      return priced;
    },
  ),
  endpoint("GET", "/v1/products/:id", {}, ({ books, id }) => requireDocument(books, "product", id)),
  endpoint(
    "POST",
    "/v1/products/:id",
    { ...shape, name: string(1000), default_price: string() },
    async ({ books, now, id, params }) => {
      const before = await requireDocument(books, "product", id);
      if (params.default_price !== undefined) {
        await requireDocument(books, "price", params.default_price, "default_price");
      }
      const product: Stripe.Product = {
        ...before,
        active: changed(params.active, before.active),
        default_price: changed(params.default_price, before.default_price ?? null),
        description: changed(params.description, before.description),
        images: changed(params.images, before.images),
        marketing_features: changed(params.marketing_features, before.marketing_features),
        metadata: changeMetadata(before.metadata, params.metadata),
        name: changed(params.name, before.name),
        statement_descriptor: changed(
          params.statement_descriptor,
          before.statement_descriptor ?? null,
        ),
        tax_code: changed(params.tax_code, before.tax_code ?? null),
        unit_label: changed(params.unit_label, before.unit_label ?? null),
        updated: now,
        url: changed(params.url, before.url),
      };
      await books.put("product", product);
      return product;
    },
  ),
  endpoint(
    "GET",
    "/v1/products",
    { ...pagination, active: boolean(), created: range, ids: array(string()), url: string() },
    ({ books, params }) => {
      const { active, ids, url } = params;
      const filter = {
        created: rangeOf(params.created),
        statuses: active === undefined ? undefined : [active ? "active" : "inactive"],
      };
      const only = (product: Stripe.Product) =>
        (ids?.includes(product.id) ?? true) && (url === undefined || product.url === url);
      return listPage(books, "/v1/products", "product", filter, params, only);
    },
  ),
];
