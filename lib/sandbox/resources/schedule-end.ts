import type Stripe from "stripe";
import { periodOf } from "../billing/cycle";
import { invalid } from "../protocol/errors";
import { changeDetails } from "./subscription-cancel";

type EndParams = {
  /** Unix seconds, or a word for the end of the period; null clears. */
  cancel_at?: number | "min_period_end" | "max_period_end" | null | undefined;
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
  if (atPeriodEnd === true) {
    const planned = planEnd(subscription, periodOf(subscription).end, now);
    return { ...planned, cancel_at_period_end: true };
  }
  if (at) {
    const end = typeof at === "number" ? at : periodOf(subscription).end;
    return planEnd(subscription, end, now);
  }
  const isUndo = at === null || (atPeriodEnd === false && subscription.cancel_at_period_end);
  return isUndo ? withoutEnd(subscription) : subscription;
}

function planEnd(subscription: Stripe.Subscription, end: number, now: number) {
  return {
    ...subscription,
    cancel_at: end,
    cancel_at_period_end: false,
    canceled_at: now,
    cancellation_details: {
      ...changeDetails(subscription, undefined),
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
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
  };
}
