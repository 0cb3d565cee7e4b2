import { listPlans } from "../plan-list";
import { cancellationTime, hasEnded, isOwing, isPaused } from "../subscription-state";
import type { SubscriptionActions } from "../view";
import { findRefusal, lazily, type PlanFacts, type Rule, type SubscriptionFacts } from "./rule";

/** What stands in the way of any change, first match wins. */
export const changeRules: readonly Rule<SubscriptionFacts>[] = [
  { reason: "subscription_ended", applies: ({ subscription }) => hasEnded(subscription) },
  { reason: "incomplete", applies: ({ subscription: { status } }) => status === "incomplete" },
  { reason: "past_due", applies: ({ subscription }) => isOwing(subscription) },
  { reason: "paused", applies: ({ subscription }) => isPaused(subscription) },
  {
    reason: "change_pending",
    applies: ({ subscription: { pendingUpdate } }) => pendingUpdate !== null,
  },
  {
    reason: "change_scheduled",
    applies: ({ subscription: { scheduled } }) => scheduled?.isOurs === true,
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
    reason: "invoiced",
    applies: ({ subscription }) => subscription.collectionMethod !== "charge_automatically",
  },
];

/** What stands in the way of another plan: its own switch, then that, then what there is to choose from. */
export const changePlanRules: readonly Rule<PlanFacts>[] = [
  {
    reason: "feature_disabled",
    applies: ({ configuration: { features } }) =>
      !features.subscription_update.enabled ||
      !features.subscription_update.default_allowed_updates.includes("price"),
  },
  ...changeRules,
  {
    // Items that are a tier together change together; any others are no plan that could be changed.
    reason: "several_items",
    applies: (facts) => facts.subscription.items.length !== 1 && !isOnList(facts),
  },
  {
    reason: "metered",
    applies: (facts) =>
      facts.subscription.items.some(({ price }) => price.usageType === "metered") &&
      !isOnList(facts),
  },
  {
    reason: "no_other_plan",
    applies: ({ plans }) => !plans().some(({ prices }) => prices.some(({ current }) => !current)),
  },
];

function isOnList({ plans }: PlanFacts): boolean {
  return plans().some(({ prices }) => prices.some(({ current }) => current));
}

/** The plans a subscription may change to, current one included; or why it may not be changed. */
export function allowChangePlan(
  facts: SubscriptionFacts,
  rules = changePlanRules,
): SubscriptionActions["change_plan"] {
  const plans = lazily(() => listPlans(facts, facts.subscription));
  const refusal = findRefusal(rules, { ...facts, plans });
  if (refusal !== null) return refusal;
  const { default_allowed_updates: updates } = facts.configuration.features.subscription_update;
  return { allowed: true, plans: plans(), promotionCodes: updates.includes("promotion_code") };
}
