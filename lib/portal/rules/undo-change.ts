import { hasEnded } from "../subscription-state";
import type { Allowance } from "../view";
import { findRefusal, type Rule, type SubscriptionFacts } from "./rule";

export const undoChangeRules: readonly Rule<SubscriptionFacts>[] = [
  {
    reason: "feature_disabled",
    applies: ({ configuration: { features } }) => !features.subscription_update.enabled,
  },
  { reason: "subscription_ended", applies: ({ subscription }) => hasEnded(subscription) },
  {
    reason: "no_change_scheduled",
    applies: ({ subscription: { scheduled } }) => scheduled?.isOurs !== true,
  },
];

/** Whether a change that waits for the period's end may be taken back: only one that was made here. */
export function allowUndoChange(facts: SubscriptionFacts, rules = undoChangeRules): Allowance {
  return findRefusal(rules, facts) ?? { allowed: true };
}
