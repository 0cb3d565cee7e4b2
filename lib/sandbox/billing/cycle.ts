import type Stripe from "stripe";
import { fullAmount, proratedAmount } from "./amounts";
import { intervalOf, nextBoundary, previousBoundary } from "./periods";
import { type BilledItem, type Charge, isMetered, type Period, quantityOf } from "./proration";

/** The running period of a subscription: of its items', the one that ends first. */
export function periodOf(subscription: Stripe.Subscription): Period {
  const { created, items } = subscription;
  const [first, ...others] = items.data;
  if (first === undefined) return { start: created, end: created };
  const next = others.reduce(
    (soonest, item) => (item.current_period_end < soonest.current_period_end ? item : soonest),
    first,
  );
  return { start: next.current_period_start, end: next.current_period_end };
}

/** The same subscription with all items in another period. */
export function withPeriod(subscription: Stripe.Subscription, period: Period): Stripe.Subscription {
  return { ...subscription, items: withItems(subscription.items, subscription.items.data, period) };
}

function withItems(
  list: Stripe.Subscription["items"],
  items: readonly Stripe.SubscriptionItem[],
  period: Period,
): Stripe.Subscription["items"] {
  return { ...list, data: items.map((item) => inPeriod(item, period)) };
}

/** An item in another period. */
export function inPeriod(item: Stripe.SubscriptionItem, period: Period): Stripe.SubscriptionItem {
  return { ...item, current_period_start: period.start, current_period_end: period.end };
}

/** The period of a price that begins at `start`, on the subscription's grid of billing dates. */
export function periodFrom(
  { billing_cycle_anchor: anchor }: Stripe.Subscription,
  price: Stripe.Price,
  start: number,
): Period {
  return { start, end: nextBoundary(anchor, intervalOf(price), start) };
}

/**
 * What the running period of licensed items costs, newest item first; of those only that `begin` then,
 * if given. A period that an end or a billing date cuts short costs its share. A metered item costs
 * nothing yet: classic billing shows that as a line, flexible doesn't.
 */
export function chargePeriod(subscription: Stripe.Subscription, begin?: number): Charge[] {
  const items = newestFirst(subscription).filter(
    (item) => begin === undefined || item.current_period_start === begin,
  );
  const isFlexible = subscription.billing_mode.type === "flexible";
  return items.flatMap((item) => {
    if (!isMetered(item)) return [chargeItem(subscription, item)];
    return isFlexible ? [] : [{ ...chargeItem(subscription, item), quantity: 0, amount: 0 }];
  });
}

/** A trial's lines: what is used, for nothing. */
export function chargeTrial(subscription: Stripe.Subscription): Charge[] {
  return chargePeriod(subscription).map((charge) => ({ ...charge, wording: "trial", amount: 0 }));
}

/** What metered items used in their running period, until `end` if that is earlier. */
export function chargeUsage(items: readonly BilledItem[], end: number): Charge[] {
  return items.filter(isMetered).map((item) => {
    const period = {
      start: item.current_period_start,
      end: Math.min(end, item.current_period_end),
    };
    return { ...bare(item, period), wording: "usage", quantity: 0, amount: 0 };
  });
}

function chargeItem(subscription: Stripe.Subscription, item: Stripe.SubscriptionItem): Charge {
  const { price } = item;
  const { billing_cycle_anchor: anchor } = subscription;
  const start = item.current_period_start;
  const end = Math.min(item.current_period_end, subscription.cancel_at ?? item.current_period_end);
  const whole = {
    start: previousBoundary(anchor, intervalOf(price), item.current_period_end),
    end: item.current_period_end,
  };
  const isPart = start > whole.start || end < whole.end;
  const quantity = quantityOf(item);
  const amount = isPart
    ? proratedAmount(price, quantity, Math.max(end - start, 0), whole.end - whole.start)
    : fullAmount(price, quantity);
  return { ...bare(item, { start, end }), whole, amount };
}

function bare(item: BilledItem, period: Period): Charge {
  return {
    wording: "period",
    item: item.id,
    price: item.price,
    quantity: quantityOf(item),
    amount: 0,
    period,
    whole: period,
    discounts: item.discounts,
    taxRates: item.tax_rates ?? [],
  };
}

/** Stripe's order of subscription items on an invoice: the newest first. */
function newestFirst({ items }: Stripe.Subscription): Stripe.SubscriptionItem[] {
  return [...items.data].sort((first, second) => second.created - first.created);
}
