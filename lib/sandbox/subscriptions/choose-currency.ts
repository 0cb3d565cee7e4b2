import type Stripe from "stripe";
import { priceInCurrency } from "../catalogue/price-in-currency";
import type { Context } from "../endpoint";
import { listLiving } from "../find";
import { invalid } from "../protocol/errors";
import { requireCurrency } from "./resolve-price";

const mostSubscriptions = 500;

/**
 * The currency a new subscription is billed in: the one that is asked for, else the customer's if every
 * price has it, else the first price's own. Throws 400 when a price does not have it, or the customer is
 * billed in another already.
 */
export async function chooseCurrency(
  context: Context,
  customer: Stripe.Customer,
  items: readonly Stripe.SubscriptionItem[],
  asked: string | undefined,
): Promise<string> {
  const own = customer.currency ?? null;
  const isCommon = own !== null && items.every(({ price }) => priceInCurrency(price, own) !== null);
  const currency = asked ?? (isCommon ? own : (items[0]?.price.currency ?? "usd"));
  for (const [index, { price }] of items.entries()) {
    requireCurrency(price, currency, `items[${index}][price]`);
  }
  const living = await listLiving(context.books, customer.id);
  requireRoom(living);
  await requireOneCurrency(context, customer.id, living, currency);
  return currency;
}

/** Stripe: 500 active or scheduled subscriptions for each customer. */
function requireRoom(living: readonly Stripe.Subscription[]): void {
  if (living.length < mostSubscriptions) return;
  throw invalid(
    `A customer can have at most ${mostSubscriptions} subscriptions.`,
    "customer",
    "customer_max_subscriptions",
  );
}

async function requireOneCurrency(
  { books }: Context,
  customer: string,
  living: readonly Stripe.Subscription[],
  currency: string,
): Promise<void> {
  const pending = await books.all("invoiceitem", { customer, statuses: ["pending"] });
  const other = [...living, ...pending].find((one) => one.currency !== currency);
  if (other === undefined) return;
  throw invalid(
    `You cannot combine currencies on a single customer. This customer has an active subscription, subscription schedule, discount, quote, or invoice item with currency ${other.currency}.`,
  );
}
