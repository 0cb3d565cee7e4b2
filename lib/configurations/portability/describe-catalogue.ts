import type Stripe from "stripe";
import { PorticoError } from "../../errors";
import { read } from "../../stripe/call";
import { idOf } from "../../stripe/reshape";
import { describePrice, describeProduct } from "./describe-price";
import type { Reference } from "./map-references";
import type { Portable } from "./portable";
import { readPages } from "./read-pages";

/**
 * What the named prices and products are at Stripe. What Stripe does not know is left out: it can still be matched by
 * its id. Throws what `read` throws.
 */
export async function describeCatalogue(
  stripe: Stripe,
  references: readonly Reference[],
): Promise<Portable["catalogue"]> {
  const named = (kind: Reference["kind"]) =>
    new Set(references.filter((one) => one.kind === kind).map(({ id }) => id));
  const [priceIds, productIds] = [named("price"), named("product")];
  const prices = await readNamedPrices(stripe, priceIds, productIds);
  for (const price of prices) productIds.add(idOf(price.product) ?? "");
  const products = new Map(
    (await readNamedProducts(stripe, [...productIds])).map((product) => [
      product.id,
      describeProduct(product),
    ]),
  );
  return {
    prices: Object.fromEntries(
      prices.map((price) => [
        price.id,
        describePrice(price, products.get(idOf(price.product) ?? "")),
      ]),
    ),
    products: Object.fromEntries(products),
  };
}

/** Those of the named products by product, which is a call or two for each plan; the others one by one. */
async function readNamedPrices(
  stripe: Stripe,
  ids: ReadonlySet<string>,
  products: ReadonlySet<string>,
): Promise<Stripe.Price[]> {
  const found = new Map<string, Stripe.Price>();
  for (const product of products) {
    if (found.size === ids.size) break;
    for (const price of await readPricesOf(stripe, product)) {
      if (ids.has(price.id)) found.set(price.id, price);
    }
  }
  const others = [...ids].filter((id) => !found.has(id));
  for (const id of others) {
    const price = await findPrice(stripe, id);
    if (price !== null) found.set(id, price);
  }
  return [...found.values()];
}

/** Stripe lists what is on sale and what is archived apart. */
async function readPricesOf(stripe: Stripe, product: string): Promise<Stripe.Price[]> {
  const [active, archived] = await Promise.all(
    [true, false].map((isActive) =>
      readPages((page) => stripe.prices.list({ product, active: isActive, ...page })),
    ),
  );
  return [...(active ?? []), ...(archived ?? [])];
}

async function findPrice(stripe: Stripe, id: string): Promise<Stripe.Price | null> {
  if (!/^[\w-]{1,255}$/.test(id)) return null;
  try {
    return await read(() => stripe.prices.retrieve(id));
  } catch (error) {
    if (error instanceof PorticoError && error.code === "resource_missing") return null;
    throw error;
  }
}

async function readNamedProducts(
  stripe: Stripe,
  ids: readonly string[],
): Promise<Stripe.Product[]> {
  const found: Stripe.Product[] = [];
  for (let start = 0; start < ids.length; start += 100) {
    const some = ids.slice(start, start + 100);
    const page = await read(() => stripe.products.list({ ids: some, limit: 100 }));
    found.push(...page.data);
  }
  return found;
}
