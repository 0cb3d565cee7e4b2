import type Stripe from "stripe";
import { nowSeconds } from "../clock";
import { type ErrorCode, PorticoError, toPorticoError } from "../errors";
import { inTime } from "../in-time";
import { once } from "../once";
import type { PortalConfiguration } from "../portal/configuration";
import type { PriceFact, ProductFact } from "../portal/snapshot";
import { readPrices, readProducts } from "../snapshot/load-catalogue";
import { read } from "../stripe/call";
import { loadStripe } from "../stripe/client";
import { toPrice, toProduct } from "../stripe/reshape";

export type SellableProducts = {
  /** By name. Those on the plan list are there even when they are no longer sold. */
  readonly products: readonly ProductFact[];
  readonly prices: readonly PriceFact[];
  /** Stripe holds more products or prices than were read. */
  readonly hasMore: boolean;
  /** Why this is only what was last known, if it is. */
  readonly problem: ErrorCode | null;
};

type Kept = { readonly at: number; readonly listed: SellableProducts };

const keepSeconds = 15;
const mostKept = 200;
/** Pages of 100, products and prices each: a picker is no place for more. */
const mostPages = 5;
/** A settings page opens without Stripe rather than late. */
const patienceMs = 4000;

/**
 * What a merchant can offer as plans: active products with active recurring prices, as Stripe lists them, with what
 * `plans` already names. Never throws: when Stripe cannot be asked, it is what was last known, and `problem` says why.
 */
export async function listSellableProducts(
  merchantId: string,
  livemode: boolean,
  plans: Plans,
): Promise<SellableProducts> {
  const kept = once("sellable", () => new Map<string, Kept>());
  const key = [merchantId, livemode, ...plans.map(({ product }) => product)].join(" ");
  const held = kept.get(key);
  if (held !== undefined && nowSeconds() - held.at < keepSeconds) return held.listed;
  try {
    const readNow = async () => readAll(await loadStripe(merchantId, livemode), plans);
    const listed = await inTime(readNow, patienceMs, () => new PorticoError("stripe_unavailable"));
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { at: nowSeconds(), listed });
    return listed;
  } catch (error) {
    const known = held?.listed ?? { products: [], prices: [], hasMore: false };
    return { ...known, problem: toPorticoError(error).code };
  }
}

type Plans = PortalConfiguration["features"]["subscription_update"]["products"];

async function readAll(stripe: Stripe, plans: Plans): Promise<SellableProducts> {
  const [products, prices] = await Promise.all([
    readPages((page) => stripe.products.list({ active: true, ...page })),
    readPages((page) => stripe.prices.list({ active: true, type: "recurring", ...page })),
  ]);
  const facts = { products: products.data.map(toProduct), prices: prices.data.map(toPrice) };
  const extra = await readMissing(stripe, plans, facts);
  const all = {
    products: [...facts.products, ...extra.products],
    prices: [...facts.prices, ...extra.prices],
  };
  return {
    products: all.products
      .filter(({ id }) => all.prices.some(({ productId }) => productId === id))
      .sort((a, b) => a.name.localeCompare(b.name, "en")),
    prices: all.prices,
    hasMore: products.hasMore || prices.hasMore,
    problem: null,
  };
}

type Page<T> = { readonly data: readonly T[]; readonly has_more: boolean };
type PageParams = { readonly limit: number; readonly starting_after?: string };

async function readPages<T extends { readonly id: string }>(
  list: (page: PageParams) => Promise<Page<T>>,
): Promise<{ data: T[]; hasMore: boolean }> {
  const data: T[] = [];
  for (let count = 0; count < mostPages; count += 1) {
    const last = data.at(-1);
    const page = await read(() =>
      list({ limit: 100, ...(last ? { starting_after: last.id } : {}) }),
    );
    data.push(...page.data);
    if (!page.has_more) return { data, hasMore: false };
  }
  return { data, hasMore: true };
}

/** What the plan list names and the lists of active ones lack: archived since, or beyond the pages that were read. */
async function readMissing(
  stripe: Stripe,
  plans: Plans,
  found: Pick<SellableProducts, "products" | "prices">,
): Promise<Pick<SellableProducts, "products" | "prices">> {
  const ids = plans.map(({ product }) => product);
  const products = ids.filter((id) => !found.products.some((known) => known.id === id));
  const incomplete = plans
    .filter(({ prices }) => prices.some((id) => !found.prices.some((known) => known.id === id)))
    .map(({ product }) => product);
  const [named, ...prices] = await Promise.all([
    readProducts(stripe, products),
    ...incomplete.map((product) => readPrices(stripe, product)),
  ]);
  const known = new Set(found.prices.map(({ id }) => id));
  const listed = new Set(plans.flatMap((plan) => plan.prices));
  const facts = prices.flat();
  return {
    products: named,
    prices: facts.filter(({ id }) => listed.has(id) && !known.has(id)),
  };
}
