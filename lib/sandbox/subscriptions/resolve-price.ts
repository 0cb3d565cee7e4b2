import type Stripe from "stripe";
import { buildPrice, requireRecurringPrice } from "../catalogue/create-price";
import { priceInCurrency } from "../catalogue/price-in-currency";
import type { PriceParams } from "../catalogue/price-params";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { newId } from "../ids";
import { invalid } from "../protocol/errors";

type Given = {
  plan?: string | undefined;
  price: string | undefined;
  price_data: Omit<PriceParams, "active"> | undefined;
};

/**
 * The recurring price that parameters name by `price` or its older name `plan`, or describe by
 * `price_data`; null when they do neither. One made inline is not kept yet. `path` begins the names.
 */
export async function resolvePrice(
  context: Context,
  { plan, price, price_data: data }: Given,
  path: string,
): Promise<Stripe.Price | null> {
  requireOne({ price, plan, price_data: data }, path);
  if (data !== undefined) return inlinePrice(context, data, `${path}[price_data]`);
  if (price !== undefined) return requireRecurringPrice(context.books, price, `${path}[price]`);
  if (plan !== undefined) return requireRecurringPrice(context.books, plan, `${path}[plan]`);
  return null;
}

/** A price described where it is used. As at Stripe it is inactive: nothing else can be sold by it. */
export async function inlinePrice(
  context: Context,
  data: Omit<PriceParams, "active">,
  path: string,
): Promise<Stripe.Price> {
  const product = await requireDocument(context.books, "product", data.product, `${path}[product]`);
  if (!product.active) {
    throw invalid(`The product ${product.id} is marked as inactive.`, `${path}[product]`);
  }
  const params = { ...data, active: false };
  return buildPrice(context, params, newId("price"), (name) => `${path}[${name}]`);
}

/** At most one of some parameters may be given. */
export function requireOne(given: { [name: string]: unknown }, path: string): void {
  const names = Object.keys(given).filter((name) => given[name] !== undefined);
  if (names.length < 2) return;
  const all = names.map((name) => `${path}[${name}]`);
  throw invalid(
    `You may only specify one of these parameters: ${all.join(", ")}.`,
    all[0],
    "parameters_exclusive",
  );
}

/** Throws 400 unless a price can be charged in a currency. */
export function requireCurrency(price: Stripe.Price, currency: string, param: string): void {
  if (priceInCurrency(price, currency) !== null) return;
  throw invalid(
    `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`,
    param,
  );
}
