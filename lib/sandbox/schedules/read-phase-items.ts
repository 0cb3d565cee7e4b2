import type Stripe from "stripe";
import { requireCoupon } from "../discounts/require-coupon";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { missingParam } from "../protocol/params";
import { readTaxRates } from "../subscriptions/change-invoicing";
import { inlinePrice, requireOne, resolvePrice } from "../subscriptions/resolve-price";
import type { AddedParams, PhaseItemParams } from "./params";

type Source = Stripe.SubscriptionSchedule.Phase.Discount;
type GivenSource = {
  coupon: string | undefined;
  discount: string | undefined;
  promotion_code: string | undefined;
};

/** One item of a phase: its price must be able to bill a subscription. */
export async function readItem(
  context: Context,
  params: PhaseItemParams,
  path: string,
): Promise<Stripe.SubscriptionSchedule.Phase.Item> {
  const price = await readPrice(context, params, path);
  const isMetered = price.recurring?.usage_type === "metered";
  if (isMetered && params.quantity !== undefined) {
    throw invalid("A metered price has no quantity: its usage is reported.", `${path}[quantity]`);
  }
  return {
    billing_thresholds: params.billing_thresholds ?? null,
    discounts: await readDiscountSources(context, params.discounts, `${path}[discounts]`),
    metadata: changeMetadata({}, params.metadata),
    plan: price.id,
    price: price.id,
    ...(isMetered ? {} : { quantity: params.quantity ?? 1 }),
    tax_rates: await readTaxRates(context, params.tax_rates ?? [], `${path}[tax_rates]`),
  };
}

/** What is put on the first invoice of a phase. */
export async function readAdded(
  context: Context,
  given: readonly AddedParams[],
  path: string,
): Promise<Stripe.SubscriptionSchedule.Phase.AddInvoiceItem[]> {
  const added: Stripe.SubscriptionSchedule.Phase.AddInvoiceItem[] = [];
  for (const [index, params] of given.entries()) {
    const at = `${path}[add_invoice_items][${index}]`;
    added.push({
      discountable: params.discountable ?? null,
      discounts: await readDiscountSources(context, params.discounts, `${at}[discounts]`),
      metadata: changeMetadata({}, params.metadata),
      period: periodOf(params),
      price: await readOneTimePrice(context, params, at),
      quantity: params.quantity ?? 1,
      tax_rates: await readTaxRates(context, params.tax_rates ?? [], `${at}[tax_rates]`),
    });
  }
  return added;
}

/** Coupons, promotion codes and discounts by name: they are redeemed when the phase begins. */
export async function readDiscountSources(
  context: Context,
  given: readonly GivenSource[] | null | undefined,
  path: string,
): Promise<Source[]> {
  const sources: Source[] = [];
  for (const [index, { coupon, discount, promotion_code: code }] of (given ?? []).entries()) {
    const at = `${path}[${index}]`;
    if (coupon !== undefined) await requireCoupon(context, coupon, `${at}[coupon]`);
    if (code !== undefined) {
      await requireDocument(context.books, "promotion_code", code, `${at}[promotion_code]`);
    }
    if (discount !== undefined) {
      await requireDocument(context.books, "discount", discount, `${at}[discount]`);
    }
    sources.push({
      coupon: coupon ?? null,
      discount: discount ?? null,
      promotion_code: code ?? null,
    });
  }
  return sources;
}

/** The price that an item names or describes; one made inline is kept. */
async function readPrice(
  context: Context,
  { price, plan, price_data }: PhaseItemParams,
  path: string,
): Promise<Stripe.Price> {
  const found = await resolvePrice(context, { price, plan, price_data }, path);
  if (found === null) throw missingParam(`${path}[price]`);
  await context.books.put("price", found);
  return found;
}

async function readOneTimePrice(
  context: Context,
  { price, price_data: data }: AddedParams,
  path: string,
): Promise<string> {
  requireOne({ price, price_data: data }, path);
  if (price !== undefined) {
    return (await requireDocument(context.books, "price", price, `${path}[price]`)).id;
  }
  if (data === undefined) throw missingParam(`${path}[price]`);
  const made = await inlinePrice(context, data, `${path}[price_data]`);
  await context.books.put("price", made);
  return made.id;
}

function periodOf({
  period,
}: AddedParams): Stripe.SubscriptionSchedule.Phase.AddInvoiceItem.Period {
  const { start, end } = period ?? {};
  return {
    start: {
      type: start?.type ?? "max_item_period_start",
      ...(start?.timestamp === undefined ? {} : { timestamp: start.timestamp }),
    },
    end: {
      type: end?.type ?? "min_item_period_end",
      ...(end?.timestamp === undefined ? {} : { timestamp: end.timestamp }),
    },
  };
}
