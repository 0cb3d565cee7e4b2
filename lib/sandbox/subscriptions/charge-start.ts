import type Stripe from "stripe";
import { fullAmount, proratedAmount } from "../billing/amounts";
import { chargePeriod, chargeTrial, periodFrom, withPeriod } from "../billing/cycle";
import { addIntervals, intervalOf } from "../billing/periods";
import type { Charge, Period } from "../billing/proration";

/**
 * What a new subscription's first invoice bills: the time before now if it was backdated, then its running
 * period or trial. Flexible billing has a line for each period of the past, classic one for all of it.
 * (https://docs.stripe.com/billing/subscriptions/backdating)
 */
export function chargeStart(
  subscription: Stripe.Subscription,
  behavior: "always_invoice" | "create_prorations" | "none",
): Charge[] {
  if (subscription.status === "trialing") {
    const past = behavior === "none" ? [] : chargePast(subscription);
    return [...past, ...chargeTrial(subscription)];
  }
  if (behavior !== "none") return [...chargePast(subscription), ...chargePeriod(subscription)];
  // Nothing is prorated: a planned end costs the whole period, the time before a billing date nothing,
  // and neither does a period that began before the subscription was made.
  const endless = { ...subscription, cancel_at: null };
  return chargePeriod(endless).filter(
    ({ whole, period }) => isSame(whole, period) && period.start >= subscription.created,
  );
}

function isSame(first: Period, second: Period): boolean {
  return first.start === second.start && first.end === second.end;
}

function chargePast(subscription: Stripe.Subscription): Charge[] {
  const { start_date: start, billing_mode: mode } = subscription;
  return subscription.items.data.flatMap((item) => {
    const alone = { ...subscription, items: { ...subscription.items, data: [item] } };
    const periods = periodsBetween(alone, item.price, start, item.current_period_start);
    const lines = periods.flatMap((period) => chargePart(alone, period));
    return mode.type === "classic" ? merged(lines) : lines;
  });
}

/** The billing periods from a subscription's backdated start to `end`; the first may be a part of one. */
function periodsBetween(
  subscription: Stripe.Subscription,
  price: Stripe.Price,
  start: number,
  end: number,
): Period[] {
  const periods: Period[] = [];
  for (let from = start; from < end; ) {
    const to = Math.min(periodFrom(subscription, price, from).end, end);
    periods.push({ start: from, end: to });
    from = to;
  }
  return periods;
}

/** One past period: its share of an imagined interval that begins where it begins, as documented. */
function chargePart(subscription: Stripe.Subscription, period: Period): Charge[] {
  return chargePeriod(withPeriod(subscription, period)).map((charge) => {
    const whole = {
      start: period.start,
      end: addIntervals(period.start, intervalOf(charge.price), 1),
    };
    const { price, quantity } = charge;
    const amount =
      period.end >= whole.end
        ? fullAmount(price, quantity)
        : proratedAmount(price, quantity, period.end - period.start, whole.end - whole.start);
    return { ...charge, amount, whole };
  });
}

/** One line instead of one per period. */
function merged(lines: readonly Charge[]): Charge[] {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return [];
  const amount = lines.reduce((sum, line) => sum + line.amount, 0);
  const period = { start: first.period.start, end: last.period.end };
  return [{ ...first, amount, period }];
}
