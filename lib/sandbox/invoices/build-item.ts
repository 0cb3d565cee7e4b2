import type Stripe from "stripe";
import { readDiscounts } from "../discounts/read-discounts";
import { saveDiscounts } from "../discounts/save-discounts";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { changed } from "../protocol/address";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { missingParam } from "../protocol/params";
import { readTaxRates } from "../subscriptions/change-invoicing";
import type { ItemParams } from "./item-params";
import { type Cost, costOf, pricingOf, quantityOf, readCost, readQuantity } from "./read-cost";

type Given = ItemParams & { currency?: string | undefined };
type Owner = {
  customer: Stripe.Customer;
  subscription: Stripe.Subscription | null;
  /** The currency it is bought in, where the request does not say it. */
  currency: string | null;
  /** The name of a parameter as the request wrote it. */
  at: (name: string) => string;
};

/** A new invoice item of a customer, pending and not saved. Throws 400 without an amount or a price. */
export async function buildItem(
  context: Context,
  given: Given,
  { customer, subscription, currency, at }: Owner,
): Promise<Stripe.InvoiceItem> {
  const { now } = context;
  const place = {
    currency: given.currency ?? currency,
    description: given.description ?? null,
    at,
  };
  const cost = await readCost(context, given, place);
  if (cost === null) throw missingParam(at("amount"));
  const blank: Stripe.InvoiceItem = {
    id: newId("invoiceitem"),
    object: "invoiceitem",
    amount: cost.amount,
    currency: cost.price.currency,
    customer: customer.id,
    customer_account: customer.customer_account ?? null,
    date: now,
    description: await nameOf(context, given, cost),
    discountable: cost.amount >= 0,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    parent:
      subscription === null
        ? null
        : {
            type: "subscription_details",
            subscription_details: { subscription: subscription.id },
          },
    period: { end: now, start: now },
    pricing: pricingOf(cost),
    proration: false,
    ...quantityOf(cost),
    tax_rates: [],
    test_clock: idOf(customer.test_clock),
  };
  return changeFacts(context, blank, given, at);
}

/** The item after a change, not saved. A new price, amount or quantity makes its amount anew. */
export async function changeItem(
  context: Context,
  before: Stripe.InvoiceItem,
  given: ItemParams,
  at: Owner["at"],
): Promise<Stripe.InvoiceItem> {
  const cost = await changeCost(context, before, given, at);
  const priced: Stripe.InvoiceItem =
    cost === null
      ? before
      : { ...before, amount: cost.amount, pricing: pricingOf(cost), ...quantityOf(cost) };
  await changeTaxing(context, priced, given, at);
  return changeFacts(context, priced, given, at);
}

async function changeCost(
  context: Context,
  before: Stripe.InvoiceItem,
  given: ItemParams,
  at: Owner["at"],
): Promise<Cost | null> {
  const { currency } = before;
  const place = { currency, description: before.description, at };
  const cost = await readCost(context, given, place);
  const quantity = readQuantity(given, place);
  if (cost !== null) {
    if (cost.price.currency !== currency) {
      throw invalid(
        `The currency of an invoice item cannot change from ${currency}.`,
        at("price_data[currency]"),
      );
    }
    const isCounted = given.amount !== undefined || quantity !== undefined;
    return isCounted ? cost : costOf(cost.price, String(before.quantity_decimal));
  }
  const price = await context.books.find("price", idOf(before.pricing?.price_details?.price) ?? "");
  if (quantity === undefined || price === null) return null;
  return costOf(price, quantity);
}

/** `tax_behavior` and `tax_code` belong to the price and product that were made for the item alone. */
async function changeTaxing(
  { books }: Context,
  item: Stripe.InvoiceItem,
  { tax_behavior: behavior, tax_code: code }: ItemParams,
  at: Owner["at"],
): Promise<void> {
  if (behavior === undefined && code === undefined) return;
  const price = await books.find("price", idOf(item.pricing?.price_details?.price) ?? "");
  if (price === null || price.active) {
    throw invalid(
      "The tax behavior and code of an item with a price are those of its price.",
      at(behavior === undefined ? "tax_code" : "tax_behavior"),
    );
  }
  if (behavior !== undefined) await books.put("price", { ...price, tax_behavior: behavior });
  const product = await books.find("product", idOf(price.product) ?? "");
  if (code !== undefined && product !== null) {
    await books.put("product", { ...product, tax_code: code });
  }
}

async function changeFacts(
  context: Context,
  before: Stripe.InvoiceItem,
  given: ItemParams,
  at: Owner["at"],
): Promise<Stripe.InvoiceItem> {
  requirePeriod(given.period, at);
  if (before.proration && given.discountable === true) {
    throw invalid("You cannot set `discountable` to true for prorations.", at("discountable"));
  }
  const isDiscountable = changed(given.discountable, before.discountable);
  const { net_amount: _net, ...item } = before;
  return {
    ...item,
    description: changed(given.description, before.description),
    discountable: isDiscountable,
    discounts: await changeDiscounts(context, before, given, at),
    metadata: changeMetadata(before.metadata, given.metadata),
    ...(isDiscountable ? {} : { net_amount: before.amount }),
    period: given.period ?? before.period,
    tax_rates:
      given.tax_rates === undefined
        ? before.tax_rates
        : await readTaxRates(context, given.tax_rates, at("tax_rates")),
  };
}

async function changeDiscounts(
  context: Context,
  before: Stripe.InvoiceItem,
  { discounts }: ItemParams,
  at: Owner["at"],
): Promise<Stripe.InvoiceItem["discounts"]> {
  if (discounts === undefined) return before.discounts;
  const owner = {
    customer: idOf(before.customer),
    invoiceItem: before.id,
    amount: before.amount,
    currency: before.currency,
  };
  const loaded = await readDiscounts(context, discounts, owner, at("discounts"));
  return saveDiscounts(context, loaded);
}

async function nameOf({ books }: Context, given: Given, { price }: Cost): Promise<string | null> {
  const isNamed = given.pricing?.price !== undefined || given.price !== undefined;
  if (!isNamed && given.price_data === undefined) return null;
  return (await books.find("product", idOf(price.product) ?? ""))?.name ?? null;
}

function requirePeriod(period: ItemParams["period"], at: Owner["at"]): void {
  if (period === undefined || period.end >= period.start) return;
  throw invalid("The end of a period must not be before its start.", at("period[end]"));
}
