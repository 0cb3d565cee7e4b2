import { cancellationTime, hasEnded, isPaused } from "../subscription-state";
import type { Allowance } from "../view";
import { findRefusal, type Rule, type SubscriptionFacts } from "./rule";

export const promotionCodeRules: readonly Rule<SubscriptionFacts>[] = [
  {
    reason: "feature_disabled",
    applies: ({ configuration: { portico } }) => !portico.promotion_code.enabled,
  },
  { reason: "subscription_ended", applies: ({ subscription }) => hasEnded(subscription) },
  { reason: "incomplete", applies: ({ subscription: { status } }) => status === "incomplete" },
  { reason: "paused", applies: ({ subscription }) => isPaused(subscription) },
  {
    reason: "change_pending",
    applies: ({ subscription: { pendingUpdate } }) => pendingUpdate !== null,
  },
  // The phases of a schedule carry discounts of their own, which would take this one's place.
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
  {
    reason: "discount_exists",
    applies: ({ subscription: { discounts } }) => discounts.length > 0,
  },
];

/** Whether a promotion code may be typed for a subscription: one discount at a time. */
export function allowPromotionCode(
  facts: SubscriptionFacts,
  rules = promotionCodeRules,
): Allowance {
  return findRefusal(rules, facts) ?? { allowed: true };
}
