import type Stripe from "stripe";
import type { Books } from "../books";
import { decimal } from "../casts";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { invalid, noSuchReference } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import {
  boolean,
  decimalText,
  emptyable,
  hash,
  integer,
  metadata,
  missingParam,
  oneOf,
  required,
  string,
  type Values,
} from "../protocol/params";

export const taxBehavior = oneOf("exclusive", "inclusive", "unspecified");
export const interval = oneOf("day", "week", "month", "year");

/** How much, in minor units: one of the two amounts. */
export const amountShape = {
  tax_behavior: taxBehavior,
  unit_amount: integer(0, 99999999),
  unit_amount_decimal: decimalText(),
};
export const recurringShape = {
  interval: required(interval),
  interval_count: integer(1, 1095),
  usage_type: oneOf("licensed"),
};
export const priceShape = {
  ...amountShape,
  active: boolean(),
  billing_scheme: oneOf("per_unit"),
  currency: required(string(3)),
  lookup_key: string(200),
  metadata: metadata(),
  nickname: emptyable(string()),
  product: string(),
  recurring: hash(recurringShape),
  transfer_lookup_key: boolean(),
};
type PriceParams = Partial<Values<typeof priceShape>> & { currency: string; product: string };

/** Makes a price of a product that exists. Throws 400 without an amount or with a lookup key in use. */
export async function createPrice(
  { books, now }: Context,
  params: PriceParams,
): Promise<Stripe.Price> {
  const amount = readAmount(params);
  const { recurring } = params;
  const price: Stripe.Price = {
    id: newId("price"),
    object: "price",
    active: params.active ?? true,
    billing_scheme: "per_unit",
    created: now,
    currency: readCurrency(params.currency),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: params.lookup_key ?? null,
    metadata: changeMetadata({}, params.metadata),
    nickname: params.nickname ?? null,
    product: params.product,
    recurring: recurring
      ? {
          interval: recurring.interval,
          interval_count: recurring.interval_count ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: "licensed",
        }
      : null,
    tax_behavior: params.tax_behavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: recurring ? "recurring" : "one_time",
    unit_amount: Number.isInteger(Number(amount)) ? Number(amount) : null,
    unit_amount_decimal: decimal(amount),
  };
  await moveLookupKey(books, price, null, params.transfer_lookup_key ?? false);
  await books.put("price", price);
  return price;
}

/** The unit amount in minor units, as text: it may have a fraction. */
function readAmount({
  unit_amount: whole,
  unit_amount_decimal: exact,
}: Partial<PriceParams>): string {
  if (whole !== undefined && exact !== undefined) {
    throw invalid(
      "You may only specify one of these parameters: unit_amount, unit_amount_decimal.",
      "unit_amount",
      "parameters_exclusive",
    );
  }
  const amount = exact ?? whole;
  if (amount === undefined) throw missingParam("unit_amount");
  return String(amount);
}

/** A lookup key stands for one price; moving it from another takes `transfer_lookup_key`. */
export async function moveLookupKey(
  books: Books,
  price: Stripe.Price,
  before: string | null,
  mayTransfer: boolean,
): Promise<void> {
  const key = price.lookup_key;
  if (key === before) return;
  if (before !== null) await books.remove("lookup_key", before);
  if (key === null) return;
  const holder = await books.find("lookup_key", key);
  const other = holder === null ? null : await books.find("price", holder.price);
  if (other !== null && !mayTransfer) {
    throw invalid(
      `A price (\`${other.id}\`) already uses that lookup key.`,
      "lookup_key",
      "resource_already_exists",
    );
  }
  if (other !== null) await books.put("price", { ...other, lookup_key: null });
  await books.put("lookup_key", { id: key, price: price.id });
}

const currencies = new Set(Intl.supportedValuesOf("currency"));

function readCurrency(text: string): string {
  if (currencies.has(text.toUpperCase())) return text.toLowerCase();
  throw invalid(`Invalid currency: ${text}.`, "currency");
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
