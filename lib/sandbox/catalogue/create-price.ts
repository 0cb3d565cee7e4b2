import type Stripe from "stripe";
import type { Books } from "../books";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { invalid, noSuchReference } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { missingParam } from "../protocol/params";
import { moveLookupKey } from "./lookup-key";
import { readCurrency } from "./params";
import type { GivenOption, PriceParams } from "./price-params";
import { type Amounts, readAmounts } from "./read-amounts";
import { readRecurring } from "./read-recurring";

/**
 * Makes a price of a product that exists; `id` for one that was chosen. Throws 400 without an amount, with
 * tiers that make no ladder, with a lookup key in use and with a meter that cannot be used.
 */
export async function createPrice(
  context: Context,
  params: PriceParams,
  id: string = newId("price"),
): Promise<Stripe.Price> {
  const price = await buildPrice(context, params, id);
  await moveLookupKey(context.books, price, null, params.transfer_lookup_key ?? false);
  await context.books.put("price", price);
  return price;
}

/** The price that parameters describe, not kept. `at` gives a parameter's place in the request. */
export async function buildPrice(
  context: Context,
  params: PriceParams,
  id: string = newId("price"),
  at?: (name: string) => string,
): Promise<Stripe.Price> {
  const { books, now } = context;
  const isTiered = params.billing_scheme === "tiered";
  const amounts = readAmounts(params, isTiered, at);
  const taxBehavior = params.tax_behavior ?? "unspecified";
  const currency = readCurrency(params.currency, "currency");
  return {
    id,
    object: "price",
    active: params.active ?? true,
    billing_scheme: isTiered ? "tiered" : "per_unit",
    created: now,
    currency,
    currency_options: {
      [currency]: { ...amounts, tax_behavior: taxBehavior },
      ...readOptions(params.currency_options, amounts, currency),
    },
    ...amounts,
    livemode: false,
    lookup_key: params.lookup_key ?? null,
    metadata: changeMetadata({}, params.metadata),
    nickname: params.nickname ?? null,
    product: params.product,
    recurring: await readRecurring(books, params),
    tax_behavior: taxBehavior,
    tiers_mode: readTiersMode(params, isTiered),
    transform_quantity: readTransformation(params, isTiered),
    type: params.recurring ? "recurring" : "one_time",
  };
}

/** The currency options as they are answered. Their tiers must have the bounds of the price's own. */
export function readOptions(
  given: { [currency: string]: GivenOption | undefined } | undefined,
  own: Amounts,
  currency: string,
): { [currency: string]: Stripe.Price.CurrencyOptions } {
  const options: { [currency: string]: Stripe.Price.CurrencyOptions } = {};
  for (const [key, option = {}] of Object.entries(given ?? {})) {
    const path = `currency_options[${key}]`;
    if (key === currency) {
      throw invalid("The currency of the price itself cannot be one of its options.", path);
    }
    const amounts = readAmounts(option, own.tiers !== undefined, (name) => `${path}[${name}]`);
    if (boundsOf(amounts) !== boundsOf(own)) {
      throw invalid("The tiers of every currency must have the same `up_to`.", `${path}[tiers]`);
    }
    options[key] = { ...amounts, tax_behavior: option.tax_behavior ?? "unspecified" };
  }
  return options;
}

function boundsOf({ tiers }: Amounts): string {
  return (tiers ?? []).map((tier) => tier.up_to).join();
}

function readTiersMode({ tiers_mode: mode }: PriceParams, isTiered: boolean) {
  if (isTiered && mode === undefined) throw missingParam("tiers_mode");
  if (!isTiered && mode !== undefined) {
    throw invalid("`tiers_mode` can only be used with `billing_scheme=tiered`.", "tiers_mode");
  }
  return mode ?? null;
}

function readTransformation({ transform_quantity: given }: PriceParams, isTiered: boolean) {
  if (isTiered && given !== undefined) {
    throw invalid("`transform_quantity` cannot be combined with tiers.", "transform_quantity");
  }
  return given ?? null;
}

/** A price by id that can bill a subscription now. `param` is the parameter it came in. */
export async function requireRecurringPrice(
  books: Books,
  id: string,
  param: string,
): Promise<Stripe.Price> {
  const price = await books.find("price", id);
  if (price === null) throw noSuchReference("price", id, param);
  if (!price.active) {
    throw invalid(`The price specified is inactive. This field only accepts active prices.`, param);
  }
  if (price.recurring === null) {
    throw invalid(
      `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
      param,
    );
  }
  return price;
}
