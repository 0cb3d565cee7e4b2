import { cancellationTime, hasEnded, isPaused } from "../subscription-state";
import type { Allowance } from "../view";
import { findRefusal, type Rule, type SubscriptionFacts } from "./rule";

export const resumeRules: readonly Rule<SubscriptionFacts>[] = [
  // What is off is off both ways: a pause may be the merchant's own, and resuming charges. Nobody is trapped by it: who
  // is paused pays nothing, may cancel, and goes on at the date that was confirmed, which the planned resume keeps.
  {
    reason: "feature_disabled",
    applies: ({ configuration: { features } }) => !features.subscription_pause.enabled,
  },
  { reason: "subscription_ended", applies: ({ subscription }) => hasEnded(subscription) },
  { reason: "not_paused", applies: ({ subscription }) => !isPaused(subscription) },
  {
    reason: "cancellation_scheduled",
    applies: ({ subscription }) => cancellationTime(subscription) !== null,
  },
  // It was resumed already, and goes on when that invoice is paid. Resuming again would make another one.
  {
    reason: "change_pending",
    applies: ({ subscription: { pendingUpdate } }) => pendingUpdate !== null,
  },
  // Stripe resumes only what it collects itself.
  {
    reason: "invoiced",
    applies: ({ subscription: { status, collectionMethod } }) =>
      status === "paused" && collectionMethod !== "charge_automatically",
  },
];

/** Whether a paused subscription may go on now. */
export function allowResume(facts: SubscriptionFacts, rules = resumeRules): Allowance {
  return findRefusal(rules, facts) ?? { allowed: true };
}
