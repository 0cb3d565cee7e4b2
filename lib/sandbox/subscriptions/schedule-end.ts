import type Stripe from "stripe";
import { periodOf, withPeriod } from "../billing/cycle";
import { invalid } from "../protocol/errors";
import { noDetails } from "./cancellation-details";

type EndParams = {
  /** Unix seconds, or a word for the end of the period; null clears. */
  cancel_at?: number | "min_period_end" | "max_period_end" | "max_billed_until" | null | undefined;
  cancel_at_period_end?: boolean | undefined;
};

/** Sets or clears when the subscription ends. `now` in unix seconds. */
export function scheduleEnd(
  subscription: Stripe.Subscription,
  params: EndParams,
  now: number,
): Stripe.Subscription {
  const { cancel_at: at, cancel_at_period_end: atPeriodEnd } = params;
  if (typeof at === "number" && at <= now) {
    throw invalid("`cancel_at` must be a timestamp in the future.", "cancel_at");
  }
  if (atPeriodEnd === true && at) {
    throw invalid(
      "You may only specify one of these parameters: cancel_at, cancel_at_period_end.",
      "cancel_at",
      "parameters_exclusive",
    );
  }
  const end = readEnd(subscription, params);
  if (end === undefined) return subscription;
  if (end === null) return withoutEnd(subscription);
  const planned = planEnd(withTrialWithin(subscription, end), end, now);
  return { ...planned, cancel_at_period_end: atPeriodEnd === true };
}

/**
 * Classic billing: a trial ends no later than the subscription, and stays short if that end is taken back.
 * https://docs.stripe.com/billing/subscriptions/billing-mode/compare
 */
function withTrialWithin(subscription: Stripe.Subscription, end: number): Stripe.Subscription {
  const { trial_end: trialEnd, billing_cycle_anchor: anchor, billing_mode: mode } = subscription;
  if (mode.type !== "classic" || trialEnd === null || trialEnd <= end) return subscription;
  const moved = {
    ...subscription,
    trial_end: end,
    billing_cycle_anchor: anchor === trialEnd ? end : anchor,
  };
  return withPeriod(moved, { start: periodOf(subscription).start, end });
}

/** When the subscription would end by these parameters; null: no longer, undefined: as before. */
export function readEnd(
  subscription: Stripe.Subscription,
  { cancel_at: at, cancel_at_period_end: atPeriodEnd }: EndParams,
): number | null | undefined {
  if (atPeriodEnd === true) return periodOf(subscription).end;
  if (at) return endOf(subscription, at);
  const isUndo = at === null || (atPeriodEnd === false && subscription.cancel_at_period_end);
  return isUndo ? null : undefined;
}

/** The time that a `cancel_at` means: items may end their periods at different times. */
function endOf(subscription: Stripe.Subscription, at: NonNullable<EndParams["cancel_at"]>): number {
  if (typeof at === "number") return at;
  const ends = subscription.items.data.map((item) => item.current_period_end);
  return at === "min_period_end" ? Math.min(...ends) : Math.max(...ends);
}

function planEnd(subscription: Stripe.Subscription, end: number, now: number): Stripe.Subscription {
  return {
    ...subscription,
    cancel_at: end,
    cancel_at_period_end: false,
    canceled_at: now,
    cancellation_details: {
      ...(subscription.cancellation_details ?? noDetails),
      reason: "cancellation_requested",
    },
  };
}

function withoutEnd(subscription: Stripe.Subscription): Stripe.Subscription {
  return {
    ...subscription,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: noDetails,
  };
}
