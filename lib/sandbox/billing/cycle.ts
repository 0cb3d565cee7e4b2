import type Stripe from "stripe";
import { fullAmount } from "./amounts";
import { intervalOf, nextBoundary } from "./periods";
import { type Charge, quantityOf } from "./proration";

type Period = { start: number; end: number };

/** The running period of a subscription: its items share one. */
export function periodOf(subscription: Stripe.Subscription): Period {
  const item = subscription.items.data[0];
  return {
    start: item?.current_period_start ?? subscription.created,
    end: item?.current_period_end ?? subscription.created,
  };
}

/** The same subscription with all items in another period. */
export function withPeriod(subscription: Stripe.Subscription, period: Period): Stripe.Subscription {
  return { ...subscription, items: withItems(subscription.items, subscription.items.data, period) };
}

export function withItems(
  list: Stripe.Subscription["items"],
  items: readonly Stripe.SubscriptionItem[],
  period: Period,
): Stripe.Subscription["items"] {
  const data = items.map((item) => ({
    ...item,
    current_period_start: period.start,
    current_period_end: period.end,
  }));
  return { ...list, data };
}

/** The period that follows `start` on the subscription's grid of billing dates. */
export function periodFrom(subscription: Stripe.Subscription, start: number): Period {
  const price = subscription.items.data[0]?.price;
  if (price === undefined) return { start, end: start };
  return { start, end: nextBoundary(subscription.billing_cycle_anchor, intervalOf(price), start) };
}

/** What the running period costs in full: one line per item. */
export function chargePeriod(subscription: Stripe.Subscription): Charge[] {
  const period = periodOf(subscription);
  return subscription.items.data.map((item) => ({
    wording: "period",
    item: item.id,
    price: item.price,
    quantity: quantityOf(item),
    amount: fullAmount(item.price, quantityOf(item)),
    period,
  }));
}

/** A trial's lines: what is used, for nothing. */
export function chargeTrial(subscription: Stripe.Subscription): Charge[] {
  return chargePeriod(subscription).map((charge) => ({ ...charge, wording: "trial", amount: 0 }));
}
