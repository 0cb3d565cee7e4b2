import type Stripe from "stripe";
import { fullAmount } from "../billing/amounts";
import { decimal } from "../casts";
import { createPrice } from "../catalogue/create-price";
import { createProduct } from "../catalogue/create-product";
import { priceInCurrency } from "../catalogue/price-in-currency";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import { missingParam } from "../protocol/params";
import type { CostParams } from "./item-params";

/** What an item or line costs: `amount` in minor units, what it is a quantity of, and how many (decimal text). */
export type Cost = { price: Stripe.Price; amount: number; quantity: string };

type Place = {
  /** What is bought, where the parameters do not say it. */
  currency: string | null;
  description: string | null;
  /** The name of a parameter as the request wrote it. */
  at: (name: string) => string;
};

/**
 * Reads `amount`, `unit_amount_decimal`, `pricing[price]` or `price_data`, and the quantity. An amount
 * alone makes an inactive price and product, as at Stripe. Null: none of them was given. Throws 400 for
 * more than one and for prices that cannot be used once.
 */
export async function readCost(
  context: Context,
  given: CostParams & { currency?: string | undefined },
  place: Place,
): Promise<Cost | null> {
  const price = given.pricing?.price ?? given.price;
  requireOne(
    {
      amount: given.amount,
      unit_amount_decimal: given.unit_amount_decimal,
      price_data: given.price_data,
      pricing: price,
    },
    place,
  );
  if (given.amount !== undefined) {
    requireOne(
      { amount: given.amount, quantity: given.quantity, quantity_decimal: given.quantity_decimal },
      place,
    );
    const inline = await inlinePrice(context, given, { unit_amount: given.amount }, place);
    return { price: inline, amount: given.amount, quantity: "1" };
  }
  const quantity = readQuantity(given, place) ?? "1";
  const found = await findPrice(context, given, price, place);
  return found === null ? null : costOf(found, quantity);
}

/** What a quantity of a price costs. */
export function costOf(price: Stripe.Price, quantity: string): Cost {
  return { price, quantity, amount: fullAmount(price, quantity) };
}

/** The quantity as decimal text; undefined: not given. */
export function readQuantity(
  { quantity, quantity_decimal: exact }: CostParams,
  place: Pick<Place, "at">,
): string | undefined {
  requireOne({ quantity, quantity_decimal: exact }, place);
  return exact ?? (quantity === undefined ? undefined : String(quantity));
}

/** A price as items and lines show it. */
export function pricingOf({ price }: Cost): Stripe.InvoiceItem.Pricing {
  return {
    type: "price_details",
    price_details: { price: price.id, product: idOf(price.product) ?? "" },
    unit_amount_decimal: price.unit_amount_decimal,
  };
}

/** A quantity as items and lines show it: whole, with the decimals cut off, and exact. */
export function quantityOf({ quantity }: Cost) {
  return { quantity: Math.trunc(Number(quantity)), quantity_decimal: decimal(quantity) };
}

async function findPrice(
  context: Context,
  given: CostParams & { currency?: string | undefined },
  id: string | undefined,
  place: Place,
): Promise<Stripe.Price | null> {
  if (id !== undefined) return requireOneTimePrice(context, id, place);
  const { price_data: data, unit_amount_decimal: unit } = given;
  if (data !== undefined) return priceOfData(context, data, place);
  if (unit === undefined) return null;
  return inlinePrice(context, given, { unit_amount_decimal: unit }, place);
}

async function requireOneTimePrice(
  { books }: Context,
  id: string,
  { at, currency }: Place,
): Promise<Stripe.Price> {
  const param = at("pricing[price]");
  const price = await requireDocument(books, "price", id, param);
  if (!price.active) {
    throw invalid("The price specified is inactive. This field only accepts active prices.", param);
  }
  if (price.type === "recurring") {
    throw invalid(
      "The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.",
      param,
    );
  }
  const found = currency === null ? price : priceInCurrency(price, currency);
  if (found !== null) return found;
  throw invalid(
    `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`,
    param,
  );
}

/** A price described in place; `product_data` makes the product too. */
async function priceOfData(
  context: Context,
  data: NonNullable<CostParams["price_data"]>,
  { at }: Place,
): Promise<Stripe.Price> {
  const param = at("price_data[product]");
  if (data.product !== undefined) {
    await requireDocument(context.books, "product", data.product, param);
  }
  const details = data.product_data;
  if (data.product === undefined && details === undefined) throw missingParam(param);
  const product =
    data.product ??
    (await createProduct(context, details ?? { name: "" }, at("price_data[product_data][id]"))).id;
  return createPrice(context, {
    active: false,
    currency: data.currency,
    product,
    tax_behavior: data.tax_behavior,
    unit_amount: data.unit_amount,
    unit_amount_decimal: data.unit_amount_decimal,
  });
}

async function inlinePrice(
  context: Context,
  given: CostParams & { currency?: string | undefined },
  amount: { unit_amount: number } | { unit_amount_decimal: string },
  { at, currency: fallback, description }: Place,
): Promise<Stripe.Price> {
  const currency = given.currency ?? fallback;
  if (currency === null) throw missingParam(at("currency"));
  const product = await createProduct(
    context,
    { active: false, name: description ?? "Invoice item", tax_code: given.tax_code },
    "tax_code",
  );
  const terms = { active: false, currency, product: product.id, tax_behavior: given.tax_behavior };
  return createPrice(context, { ...terms, ...amount });
}

function requireOne(given: { [name: string]: unknown }, { at }: Pick<Place, "at">): void {
  const names = Object.keys(given).filter((name) => given[name] !== undefined);
  if (names.length < 2) return;
  const all = names.map(at);
  throw invalid(
    `You may only specify one of these parameters: ${all.join(", ")}.`,
    all[0],
    "parameters_exclusive",
  );
}
