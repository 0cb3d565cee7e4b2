import type Stripe from "stripe";
import type { Books } from "../books";
import { aggregateUsage, type Usage } from "./aggregate-usage";

/** From `start` (inclusive) to `end` (exclusive), unix seconds. */
export type Span = { start: number; end: number };

/** How much of a metered price a customer used in a span, as decimal text, by its meter's aggregation. */
export async function usageOf(
  books: Books,
  price: Stripe.Price,
  customer: string,
  span: Span,
): Promise<string> {
  const meter = await books.find("meter", price.recurring?.meter ?? "");
  if (meter === null) return "0";
  const usage = await loadUsage(books, meter, customer, span);
  return aggregateUsage(meter.default_aggregation.formula, usage);
}

/** A customer's events of a meter in a span, oldest first. */
export async function loadUsage(
  books: Books,
  meter: Stripe.Billing.Meter,
  customer: string,
  { start, end }: Span,
): Promise<Usage[]> {
  const created = { gte: start, lt: end };
  const filter = { customer, parent: meter.event_name, created };
  return (await books.all("meter_usage", filter)).toReversed();
}
