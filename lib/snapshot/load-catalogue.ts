import type Stripe from "stripe";
import { nowSeconds } from "../clock";
import { once } from "../once";
import type { PortalConfiguration } from "../portal/configuration";
import type { PriceFact, ProductFact } from "../portal/snapshot";
import { read } from "../stripe/call";
import { toPrice, toProduct } from "../stripe/reshape";

export type Catalogue = {
  readonly products: ReadonlyMap<string, ProductFact>;
  readonly prices: ReadonlyMap<string, PriceFact>;
};

const keepSeconds = 60;
const mostKept = 500;

/**
 * The products and prices a merchant's configuration lists, with the account's first hundred products, so
 * that plan names are there in the first wave. Kept for a minute per account and plan list.
 */
export async function loadCatalogue(
  stripe: Stripe,
  account: string,
  configuration: PortalConfiguration,
): Promise<Catalogue> {
  const kept = once("catalogues", () => new Map<string, { at: number; catalogue: Catalogue }>());
  const listed = configuration.features.subscription_update.products.map(({ product }) => product);
  const key = [account, ...listed].join(" ");
  const held = kept.get(key);
  if (held !== undefined && nowSeconds() - held.at < keepSeconds) return held.catalogue;
  const catalogue = await readCatalogue(stripe, listed);
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, { at: nowSeconds(), catalogue });
  return catalogue;
}

async function readCatalogue(stripe: Stripe, listed: readonly string[]): Promise<Catalogue> {
  const [first, named, ...prices] = await Promise.all([
    read(() => stripe.products.list({ limit: 100 })),
    readProducts(stripe, listed),
    ...listed.map((product) => readPrices(stripe, product)),
  ]);
  const products = [...first.data.map(toProduct), ...named];
  return {
    products: new Map(products.map((product) => [product.id, product])),
    prices: new Map(prices.flat().map((price) => [price.id, price])),
  };
}

/** The products with these ids, as many of them as Stripe knows. */
export async function readProducts(stripe: Stripe, ids: readonly string[]): Promise<ProductFact[]> {
  if (ids.length === 0) return [];
  const { data } = await read(() =>
    stripe.products.list({ ids: [...ids].slice(0, 100), limit: 100 }),
  );
  return data.map(toProduct);
}

/** A product's prices, a hundred of those on sale and as many archived: Stripe lists only one kind at a time. */
export async function readPrices(stripe: Stripe, product: string): Promise<PriceFact[]> {
  const pages = await Promise.all(
    [true, false].map((active) => read(() => stripe.prices.list({ product, active, limit: 100 }))),
  );
  return pages.flatMap(({ data }) => data.map(toPrice));
}
