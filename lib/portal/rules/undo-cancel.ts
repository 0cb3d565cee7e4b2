import { cancellationTime, hasEnded } from "../subscription-state";
import type { Allowance } from "../view";
import { findRefusal, type Rule, type SubscriptionFacts } from "./rule";

export const undoCancelRules: readonly Rule<SubscriptionFacts>[] = [
  {
    reason: "feature_disabled",
    applies: ({ configuration: { features } }) => !features.subscription_cancel.enabled,
  },
  { reason: "subscription_ended", applies: ({ subscription }) => hasEnded(subscription) },
  {
    reason: "schedule_attached",
    applies: ({ subscription: { scheduleId, isScheduleOurs } }) =>
      scheduleId !== null && !isScheduleOurs,
  },
  {
    reason: "no_cancellation_scheduled",
    applies: ({ subscription }) => cancellationTime(subscription) === null,
  },
];

/** Whether a scheduled cancellation may be taken back: until it has happened, where cancelling is on. */
export function allowUndoCancel(facts: SubscriptionFacts, rules = undoCancelRules): Allowance {
  return findRefusal(rules, facts) ?? { allowed: true };
}
