import type Stripe from "stripe";
import { chargePeriod, inPeriod, periodFrom } from "../billing/cycle";
import { intervalOf, previousBoundary } from "../billing/periods";
import { startPeriod } from "../billing/place-items";
import { type Charge, debitRemaining } from "../billing/proration";
import { invalid } from "../protocol/errors";

type Wish = {
  now: number;
  /** Whether the billing dates begin anew now. */
  anchorNow: boolean;
  behavior: "always_invoice" | "create_prorations" | "none";
  prorationDate?: number | undefined;
};

/** What resuming comes to: the subscription in its new period, and what is charged for it. */
export type Resumption = {
  subscription: Stripe.Subscription;
  prorations: Charge[];
  cycle: Charge[];
  isBilledNow: boolean;
  prorationDate?: number | undefined;
};

/**
 * Decides how a paused subscription goes on. With its billing dates begun anew a whole period is billed;
 * on the old ones the rest of the running period is, at once if that is another one than it was paused in.
 * All times in unix seconds.
 */
export function planResumption(
  before: Stripe.Subscription,
  { now, anchorNow, behavior, prorationDate }: Wish,
): Resumption {
  const running: Stripe.Subscription = { ...before, status: "active" };
  if (anchorNow) {
    const subscription = startPeriod({ ...running, billing_cycle_anchor: now }, now);
    return { subscription, prorations: [], cycle: chargePeriod(subscription), isBilledNow: true };
  }
  const data = before.items.data.map((item) => catchUp(running, item, now));
  // Pausing ended the period early; where it would have ended, the billing dates say.
  const isAnotherPeriod = before.items.data.some(
    ({ price, current_period_start: start }) => periodFrom(running, price, start).end <= now,
  );
  const subscription = { ...running, items: { ...running.items, data } };
  const at = prorationDate ?? now;
  const isWithin = data.every(
    (item) => at >= item.current_period_start && at <= item.current_period_end,
  );
  if (!isWithin) {
    throw invalid(
      "Invalid proration_date: must be within the current billing period.",
      "proration_date",
    );
  }
  return {
    subscription,
    prorations: behavior === "none" ? [] : debitRemaining(data, at),
    cycle: [],
    isBilledNow: behavior === "always_invoice" || (behavior !== "none" && isAnotherPeriod),
    prorationDate: at,
  };
}

/** The item in the period of its grid that surrounds `now`. */
function catchUp(
  subscription: Stripe.Subscription,
  item: Stripe.SubscriptionItem,
  now: number,
): Stripe.SubscriptionItem {
  if (item.current_period_end > now) return item;
  const { end } = periodFrom(subscription, item.price, now);
  const anchor = subscription.billing_cycle_anchor;
  return inPeriod(item, { start: previousBoundary(anchor, intervalOf(item.price), end), end });
}
