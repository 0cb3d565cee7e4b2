import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { changed } from "../protocol/address";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import {
  array,
  boolean,
  emptyable,
  hash,
  metadata,
  oneOf,
  required,
  string,
  type Values,
} from "../protocol/params";
import { webAddress } from "../protocol/web-address";
import { blankProduct } from "./blank-product";
import { number } from "./params";
import { statementDescriptor } from "./statement-descriptor";
import { requireTaxCode } from "./tax-codes";

const size = required(number(0, 1_000_000, 2));
const taxDetails = hash({
  performance_location: string(),
  tax_code: emptyable(string()),
});

/** What a price or plan may say of the product it makes. */
export const productDataShape = {
  active: boolean(),
  id: string(),
  metadata: metadata(),
  name: required(string(1000)),
  statement_descriptor: statementDescriptor(),
  tax_code: emptyable(string()),
  tax_details: emptyable(taxDetails),
  unit_label: emptyable(string(12)),
};
/** What may be given when a product is made and changed later. */
export const productShape = {
  active: boolean(),
  description: emptyable(string(40000)),
  images: emptyable(array(webAddress(), 8)),
  marketing_features: emptyable(array(hash({ name: required(string(80)) }), 15)),
  metadata: metadata(),
  package_dimensions: emptyable(hash({ height: size, length: size, weight: size, width: size })),
  shippable: boolean(),
  statement_descriptor: statementDescriptor(),
  tax_code: emptyable(string()),
  tax_details: emptyable(taxDetails),
  unit_label: emptyable(string(12)),
  url: emptyable(webAddress()),
};
export const productType = oneOf("good", "service");

type Changes = Partial<Values<typeof productShape>> & { name?: string | undefined };
type Creation = Changes & {
  id?: string | undefined;
  name: string;
  type?: "good" | "service" | undefined;
};

/** Makes and keeps a product. Throws 400 when `idParam` names one that there is. */
export async function createProduct(
  { books, now }: Context,
  params: Creation,
  idParam: string,
): Promise<Stripe.Product> {
  const id = params.id ?? newId("product");
  if ((await books.find("product", id)) !== null) {
    throw invalid("Product already exists.", idParam, "resource_already_exists");
  }
  const blank = { ...blankProduct(id, now), type: params.type ?? "service" };
  const product = changeProduct(blank, params, now);
  await books.put("product", product);
  return product;
}

/** The product with what was given. Nothing is kept. */
export function changeProduct(
  before: Stripe.Product,
  params: Changes,
  now: number,
): Stripe.Product {
  return {
    ...before,
    active: changed(params.active, before.active),
    description: changed(params.description, before.description),
    images: changed(params.images, before.images) ?? [],
    marketing_features: changed(params.marketing_features, before.marketing_features) ?? [],
    metadata: changeMetadata(before.metadata, params.metadata),
    name: changed(params.name, before.name),
    package_dimensions: changed(params.package_dimensions, before.package_dimensions),
    shippable: changed(params.shippable, before.shippable),
    statement_descriptor: changed(params.statement_descriptor, before.statement_descriptor ?? null),
    ...changeTax(before, params),
    unit_label: changed(params.unit_label, before.unit_label ?? null),
    updated: now,
    url: changed(params.url, before.url),
  };
}

/** `tax_details` is the newer way to give a tax code; the product shows it in both places. */
function changeTax(before: Stripe.Product, params: Changes) {
  const details = params.tax_details;
  if (params.tax_code) requireTaxCode(params.tax_code, "tax_code");
  if (details?.tax_code) requireTaxCode(details.tax_code, "tax_details[tax_code]");
  const code = changed(params.tax_code, before.tax_code ?? null);
  if (details === undefined) return { tax_code: code };
  if (details === null) return { tax_code: params.tax_code ?? null, tax_details: null };
  const own = changed(details.tax_code, before.tax_details?.tax_code ?? null);
  const place = details.performance_location ?? before.tax_details?.performance_location ?? null;
  return { tax_code: own ?? code, tax_details: { performance_location: place, tax_code: own } };
}
