import { cancellationTime, hasEnded, isOwing, periodEnd } from "../subscription-state";
import type { CancelOffer, CancelReason, SubscriptionActions } from "../view";
import { findRefusal, type Rule, type SubscriptionFacts } from "./rule";

export const cancelRules: readonly Rule<SubscriptionFacts>[] = [
  {
    reason: "feature_disabled",
    applies: ({ configuration: { features } }) => !features.subscription_cancel.enabled,
  },
  { reason: "subscription_ended", applies: ({ subscription }) => hasEnded(subscription) },
  {
    reason: "cancellation_scheduled",
    applies: ({ subscription }) => cancellationTime(subscription) !== null,
  },
  {
    reason: "schedule_attached",
    // Ours lets go of it in the same step: leaving is never blocked by a change that was chosen here.
    applies: ({ subscription: { scheduleId, isScheduleOurs } }) =>
      scheduleId !== null && !isScheduleOurs,
  },
];

/** How and when a subscription would be cancelled; or why it may not be. */
export function allowCancel(
  facts: SubscriptionFacts,
  rules = cancelRules,
): SubscriptionActions["cancel_subscription"] {
  const refusal = findRefusal(rules, facts);
  if (refusal !== null) return refusal;
  const { configuration, subscription, now } = facts;
  const mode = modeOf(facts);
  return {
    allowed: true,
    mode,
    endsAt: mode === "immediately" ? now : periodEnd(subscription),
    message: configuration.portico.subscription_cancel.message || null,
    reasons: listReasons(facts),
    canEndNow: mode === "immediately" || isOwing(subscription),
  };
}

/** What was never paid for, or whose period is over, has no period's end to wait for: Stripe refuses to plan one. */
function modeOf({ configuration, subscription, now }: SubscriptionFacts): CancelOffer["mode"] {
  const isBegun = subscription.status !== "incomplete" && periodEnd(subscription) > now;
  return isBegun ? configuration.features.subscription_cancel.mode : "immediately";
}

/** Stripe's reasons and then the merchant's own, each once; null when none is asked for. */
function listReasons({ configuration, snapshot }: SubscriptionFacts): CancelReason[] | null {
  const { cancellation_reason: asked } = configuration.features.subscription_cancel;
  if (!asked.enabled) return null;
  const texts = new Map(snapshot.feedbackOptions.map(({ id, text }) => [id, text]));
  return [
    ...[...new Set(asked.options)].map((feedback) => ({ kind: "stripe" as const, feedback })),
    ...[...new Set(asked.feedback_options)].flatMap((feedbackOption) => {
      const text = texts.get(feedbackOption);
      return text === undefined ? [] : [{ kind: "own" as const, feedbackOption, text }];
    }),
  ];
}
