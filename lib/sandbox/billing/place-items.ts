import type Stripe from "stripe";
import { inPeriod, periodFrom } from "./cycle";
import { intervalOf, isSameInterval, previousBoundary } from "./periods";

/**
 * Items in their periods: one that goes on keeps its own, a new one shares that of the items with its
 * interval; where there is none, it has the period of the subscription's billing dates that `now`
 * (unix seconds) is in.
 */
export function placeItems(
  subscription: Stripe.Subscription,
  items: readonly Stripe.SubscriptionItem[],
  now: number,
): Stripe.SubscriptionItem[] {
  const { data } = subscription.items;
  return items.map((item) => {
    const interval = intervalOf(item.price);
    const isAlike = (other: Stripe.SubscriptionItem) =>
      isSameInterval(intervalOf(other.price), interval);
    const same = data.find((other) => other.id === item.id && isAlike(other)) ?? data.find(isAlike);
    if (same === undefined) return inPeriod(item, gridPeriod(subscription, item.price, now));
    return inPeriod(item, { start: same.current_period_start, end: same.current_period_end });
  });
}

/** Every item enters the period that begins at `start`, as long as its own interval. */
export function startPeriod(subscription: Stripe.Subscription, start: number): Stripe.Subscription {
  return startItems(subscription, subscription.items.data, start);
}

/** These items enter the period that begins at `start`; the others stay where they are. */
export function startItems(
  subscription: Stripe.Subscription,
  items: readonly Stripe.SubscriptionItem[],
  start: number,
): Stripe.Subscription {
  const started = new Set(items.map(({ id }) => id));
  const data = subscription.items.data.map((item) =>
    started.has(item.id) ? inPeriod(item, periodFrom(subscription, item.price, start)) : item,
  );
  const moved = { ...subscription, items: { ...subscription.items, data } };
  if (!subscription.cancel_at_period_end) return moved;
  const ends = data.map((item) => item.current_period_end);
  return { ...moved, cancel_at: Math.min(...ends) };
}

function gridPeriod(subscription: Stripe.Subscription, price: Stripe.Price, now: number) {
  const { end } = periodFrom(subscription, price, now);
  const anchor = subscription.billing_cycle_anchor;
  return { start: previousBoundary(anchor, intervalOf(price), end), end };
}
