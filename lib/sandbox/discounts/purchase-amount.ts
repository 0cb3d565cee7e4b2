import type Stripe from "stripe";
import { fullAmount } from "../billing/amounts";
import { priceInCurrency } from "../catalogue/price-in-currency";

/** What items cost for one period in minor units, usage aside: what minimum amounts are measured by. */
export function purchaseAmount(
  items: readonly Stripe.SubscriptionItem[],
  currency: string,
): number {
  return items.reduce((sum, { price, quantity }) => {
    const found = priceInCurrency(price, currency) ?? price;
    return sum + fullAmount(found, quantity ?? 0);
  }, 0);
}
