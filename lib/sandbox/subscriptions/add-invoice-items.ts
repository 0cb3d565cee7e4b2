import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { buildItem } from "../invoices/build-item";
import { invalid } from "../protocol/errors";
import { missingParam } from "../protocol/params";
import type { AddInvoiceItem } from "./params/invoice-shape";
import { requireOne } from "./resolve-price";

/**
 * Keeps what `add_invoice_items` asks for as items that wait for the subscription's next invoice. Throws
 * 400 for prices that recur or cannot be charged in the subscription's currency.
 */
export async function addInvoiceItems(
  context: Context,
  customer: Stripe.Customer,
  subscription: Stripe.Subscription,
  given: readonly AddInvoiceItem[] | undefined,
): Promise<void> {
  for (const [index, params] of (given ?? []).entries()) {
    const path = `add_invoice_items[${index}]`;
    const { price, price_data: data } = params;
    requireOne({ price, price_data: data }, path);
    if (price === undefined && data === undefined) throw missingParam(`${path}[price]`);
    const item = await buildItem(
      context,
      {
        description: undefined,
        discountable: params.discountable,
        discounts: params.discounts,
        metadata: params.metadata,
        period: periodOf(context, subscription, params, path),
        price,
        price_data: data,
        quantity: params.quantity,
        tax_rates: params.tax_rates,
      },
      { customer, subscription, currency: subscription.currency, at: namesIn(path) },
    );
    await context.books.put("invoiceitem", item);
  }
}

/** The name of an invoice item's parameter in this list: a price has no `pricing` around it here. */
function namesIn(path: string): (name: string) => string {
  return (name) => {
    const [head = "", ...rest] = (name === "pricing[price]" ? "price" : name).split("[");
    return [path, `${head}]`, ...rest].join("[");
  };
}

/** From the latest start to the earliest end of the items' periods, unless the request says otherwise. */
function periodOf(
  { now }: Context,
  { items }: Stripe.Subscription,
  { period }: AddInvoiceItem,
  path: string,
) {
  const starts = items.data.map((item) => item.current_period_start);
  const ends = items.data.map((item) => item.current_period_end);
  const start =
    period?.start.type === "now"
      ? now
      : timeOf(period?.start, Math.max(...starts), `${path}[period][start]`);
  const end = timeOf(period?.end, Math.min(...ends), `${path}[period][end]`);
  if (end < start) {
    throw invalid("The end of a period must not be before its start.", `${path}[period][end]`);
  }
  return { start, end };
}

function timeOf(
  given: { type: string; timestamp?: number | undefined } | undefined,
  otherwise: number,
  path: string,
): number {
  if (given?.type !== "timestamp") return otherwise;
  if (given.timestamp === undefined) throw missingParam(`${path}[timestamp]`);
  return given.timestamp;
}
