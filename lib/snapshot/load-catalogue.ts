import type Stripe from "stripe";
import { nowSeconds } from "../clock";
import type { Place } from "../db/place";
import { once } from "../once";
import type { PortalConfiguration } from "../portal/configuration";
import { deriveService } from "../portal/derive-service";
import { serviceOf } from "../portal/narrow-service";
import type { Service } from "../portal/service";
import type { SessionScope } from "../portal/session-scope";
import type { PriceFact, ProductFact, SubscriptionFact } from "../portal/snapshot";
import { findService } from "../services/read-service";
import { read } from "../stripe/call";
import { toPrice, toProduct } from "../stripe/reshape";

export type Catalogue = {
  readonly products: ReadonlyMap<string, ProductFact>;
  readonly prices: ReadonlyMap<string, PriceFact>;
  /** Whose tiers are the plan list; null: the configuration's own list is. */
  readonly service: Service | null;
};

type Limits = Place & {
  readonly configuration: PortalConfiguration;
  readonly scope: Pick<SessionScope, "service">;
};

const keepSeconds = 60;
const mostKept = 500;
/** Of a service with more products the account's prices are read together. */
const mostProducts = 20;
const mostPrices = 1000;

/**
 * The products and prices of a merchant's plan list (a service's, and those that the configuration lists), with the
 * account's first hundred products, so that plan names are there in the first wave. Kept for a minute per account and
 * plan list.
 */
export async function loadCatalogue(stripe: Stripe, limits: Limits): Promise<Catalogue> {
  const kept = once("catalogues", () => new Map<string, { at: number; catalogue: Catalogue }>());
  const { merchantId, livemode, configuration, scope } = limits;
  const listed = configuration.features.subscription_update.products.map(({ product }) => product);
  const name = serviceOf(scope, configuration);
  const stored = name === null ? null : await findService({ merchantId, livemode }, name);
  const key = JSON.stringify([
    merchantId,
    livemode,
    listed,
    name,
    stored?.updatedAt.getTime() ?? null,
    scope.service !== null,
  ]);
  const held = kept.get(key);
  if (held !== undefined && nowSeconds() - held.at < keepSeconds) return held.catalogue;
  const wanted = name === null ? null : { name, stored: stored?.service ?? null };
  const catalogue = await readCatalogue(stripe, listed, wanted);
  // A service that a session names and nobody knows sells nothing: the configuration's list would be more.
  const service =
    catalogue.service ?? (scope.service === null ? null : { name: scope.service, tiers: [] });
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, { at: nowSeconds(), catalogue: { ...catalogue, service } });
  return { ...catalogue, service };
}

/** The service alone, without a call where the plan list is the configuration's own. */
export async function loadService(stripe: Stripe, limits: Limits): Promise<Service | null> {
  if (serviceOf(limits.scope, limits.configuration) === null) return null;
  return (await loadCatalogue(stripe, limits)).service;
}

type Wanted = { readonly name: string; readonly stored: Service | null };
type Sold = { readonly products: readonly ProductFact[]; readonly prices: readonly PriceFact[] };

async function readCatalogue(
  stripe: Stripe,
  listed: readonly string[],
  wanted: Wanted | null,
): Promise<Catalogue> {
  const [first, named, sold, ...prices] = await Promise.all([
    read(() => stripe.products.list({ limit: 100 })),
    readProducts(stripe, listed),
    readSold(stripe, wanted),
    ...listed.map((product) => readPrices(stripe, product)),
  ]);
  const products = [...first.data.map(toProduct), ...named, ...sold.products];
  const all = [...prices.flat(), ...sold.prices];
  const service =
    wanted && (wanted.stored ?? deriveService(wanted.name, sold.products, sold.prices));
  return {
    products: new Map(products.map((product) => [product.id, product])),
    prices: new Map(all.map((price) => [price.id, price])),
    service,
  };
}

/** What a service is sold at. One that is not stored is found among everything that the account sells. */
async function readSold(stripe: Stripe, wanted: Wanted | null): Promise<Sold> {
  if (wanted === null) return { products: [], prices: [] };
  const sold = wanted.stored?.tiers.flatMap(({ products }) => products) ?? null;
  const ids = [...new Set(sold?.map(({ product }) => product))];
  if (sold === null || ids.length > mostProducts) return readAllSold(stripe);
  const [products, ...prices] = await Promise.all([
    readProducts(stripe, ids),
    ...ids.map((product) =>
      read(() => stripe.prices.list({ product, active: true, type: "recurring", limit: 100 })),
    ),
  ]);
  return { products, prices: prices.flatMap(({ data }) => data.map(toPrice)) };
}

/** The recurring prices on sale with their products: a hundred in one request, a thousand at the most. */
async function readAllSold(stripe: Stripe): Promise<Sold> {
  const all = await read(() =>
    stripe.prices
      .list({ active: true, type: "recurring", limit: 100, expand: ["data.product"] })
      .autoPagingToArray({ limit: mostPrices }),
  );
  const products = all.flatMap(({ product }) =>
    typeof product === "string" || product.deleted ? [] : [toProduct(product)],
  );
  return { products, prices: all.map(toPrice) };
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

/** The products that are known already, and those that these subscriptions are for. */
export async function completeProducts(
  stripe: Stripe,
  known: ReadonlyMap<string, ProductFact>,
  subscriptions: readonly SubscriptionFact[],
): Promise<ProductFact[]> {
  const used = subscriptions.flatMap(({ items }) => items.map(({ price }) => price.productId));
  const missing = [...new Set(used)].filter((id) => !known.has(id));
  return [...known.values(), ...(await readProducts(stripe, missing))];
}
