import { quantityKey } from "../map-items";
import { listPlans } from "../plan-list";
import { fitQuantity } from "../quantity-terms";
import type { SessionScope, StartQuantity } from "../session-scope";
import { hasEnded } from "../subscription-state";
import type { PlanPartView, PlanView, PortalView } from "../view";
import { type Facts, findRefusal, lazily, type PlanFacts, type Rule } from "./rule";

export type StartFacts = Facts & { readonly scope: SessionScope };

/**
 * Who may begin a subscription: everybody where the plan picker is on, and where a service stands, which Stripe has
 * none of, a customer who never had one. Stripe's own settings alone never let anybody begin one (decision 0021).
 */
export const startRules: readonly Rule<PlanFacts<StartFacts>>[] = [
  {
    // One more is no part of a session that was made for one, or in which the picker is off.
    reason: "feature_disabled",
    applies: ({ scope }) => scope.subscriptionId !== null || !scope.mayStart,
  },
  {
    reason: "feature_disabled",
    applies: ({ configuration: { portico }, snapshot }) =>
      !portico.plan_picker.enabled && snapshot.service === null,
  },
  {
    reason: "already_subscribed",
    applies: ({ configuration: { portico }, snapshot: { subscriptions } }) =>
      !portico.plan_picker.enabled &&
      (subscriptions.hasMore || subscriptions.data.some((one) => !hasEnded(one))),
  },
  {
    // What has ended is begun again by resubscribing, which has its own switch. What never began counts for nothing.
    reason: "subscription_ended",
    applies: ({ configuration: { portico }, snapshot: { subscriptions } }) =>
      !portico.plan_picker.enabled &&
      subscriptions.data.some(({ status }) => status === "canceled"),
  },
  {
    reason: "not_on_offer",
    applies: ({ plans }) => !plans().some(({ prices }) => prices.length > 0),
  },
];

/** The plans a customer may begin with: the first one, or one more where the merchant wants that. */
export function allowStart(
  facts: StartFacts,
  rules = startRules,
): PortalView["actions"]["start_subscription"] {
  const plans = lazily(() => listPlans(facts, null));
  const refusal = findRefusal(rules, { ...facts, plans });
  if (refusal !== null) return refusal;
  const { promotion_code: code } = facts.configuration.portico;
  return {
    allowed: true,
    plans: fill(plans(), facts.scope.quantity),
    promotionCodes: code.enabled,
  };
}

/** With as many of each part as the session says, as near to it as the part's terms allow. */
function fill(plans: readonly PlanView[], wanted: StartQuantity | null): readonly PlanView[] {
  if (wanted === null) return plans;
  return plans.map((plan) => ({
    ...plan,
    prices: plan.prices.map((price) => ({
      ...price,
      parts: price.parts.map((part) => fillPart(part, wanted)),
    })),
  }));
}

function fillPart(part: PlanPartView, wanted: StartQuantity): PlanPartView {
  const quantity = wantedOf(part, wanted);
  if (quantity === undefined || part.metered) return part;
  return { ...part, quantity: part.terms === null ? quantity : fitQuantity(quantity, part.terms) };
}

function wantedOf(part: PlanPartView, wanted: StartQuantity): number | undefined {
  if (typeof wanted === "number") return wanted;
  const key = quantityKey(part);
  return Object.hasOwn(wanted, key) ? wanted[key] : undefined;
}
