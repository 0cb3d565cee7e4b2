import { addInterval } from "../add-interval";
import { cancellationTime, hasEnded, isOwing, isPaused } from "../subscription-state";
import type { PauseDuration, SubscriptionActions } from "../view";
import { findRefusal, type Rule, type SubscriptionFacts } from "./rule";

export const pauseRules: readonly Rule<SubscriptionFacts>[] = [
  {
    reason: "feature_disabled",
    applies: ({ configuration: { features } }) => !features.subscription_pause.enabled,
  },
  // On, but with nothing to choose from.
  { reason: "feature_disabled", applies: (facts) => listDurations(facts).length === 0 },
  { reason: "subscription_ended", applies: ({ subscription }) => hasEnded(subscription) },
  { reason: "incomplete", applies: ({ subscription: { status } }) => status === "incomplete" },
  { reason: "past_due", applies: ({ subscription }) => isOwing(subscription) },
  { reason: "paused", applies: ({ subscription }) => isPaused(subscription) },
  { reason: "trialing", applies: ({ subscription: { status } }) => status === "trialing" },
  {
    reason: "change_pending",
    applies: ({ subscription: { pendingUpdate } }) => pendingUpdate !== null,
  },
  {
    reason: "change_scheduled",
    applies: ({ subscription: { isScheduleOurs } }) => isScheduleOurs,
  },
  {
    reason: "schedule_attached",
    applies: ({ subscription: { scheduleId } }) => scheduleId !== null,
  },
  {
    reason: "cancellation_scheduled",
    applies: ({ subscription }) => cancellationTime(subscription) !== null,
  },
  // Stripe pauses the flexible ones only where it charges them itself (docs.stripe.com/billing/subscriptions/pausing).
  {
    reason: "invoiced",
    applies: ({ subscription: { billingMode, collectionMethod } }) =>
      billingMode === "flexible" && collectionMethod !== "charge_automatically",
  },
];

/** For how long a subscription may be paused; or why it may not be. */
export function allowPause(
  facts: SubscriptionFacts,
  rules = pauseRules,
): SubscriptionActions["pause_subscription"] {
  return findRefusal(rules, facts) ?? { allowed: true, durations: listDurations(facts) };
}

/** Each once, in the merchant's order, as they would end if they began now by the customer's time. */
function listDurations({
  configuration,
  now,
}: Pick<SubscriptionFacts, "configuration" | "now">): PauseDuration[] {
  const { duration } = configuration.features.subscription_pause;
  if (duration.type === "indefinite") return [{ interval: null, resumesAt: null }];
  const options = duration.interval_options.map(({ interval, interval_count: count }) => ({
    unit: interval,
    count,
  }));
  const distinct = new Map(options.map((option) => [`${option.count} ${option.unit}`, option]));
  return [...distinct.values()].map((interval) => ({
    interval,
    resumesAt: addInterval(now, interval),
  }));
}
