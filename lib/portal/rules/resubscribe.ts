import { findHeldTier } from "../held-tier";
import { pairItems } from "../map-items";
import { sameInterval } from "../money";
import { listPlans } from "../plan-list";
import { fitQuantity } from "../quantity-terms";
import type { Snapshot, SubscriptionFact } from "../snapshot";
import { hasEnded } from "../subscription-state";
import type { PlanPriceView, PlanView, SubscriptionActions } from "../view";
import { findRefusal, type Rule, refuse, type SubscriptionFacts } from "./rule";

export const resubscribeRules: readonly Rule<SubscriptionFacts>[] = [
  {
    reason: "feature_disabled",
    applies: ({ configuration: { portico } }) => !portico.subscription_resubscribe.enabled,
  },
  { reason: "not_ended", applies: ({ subscription }) => !hasEnded(subscription) },
  {
    // Had again already: a second one of the same is begun on purpose, with the plan picker.
    reason: "already_subscribed",
    applies: ({ subscription, snapshot }) =>
      snapshot.subscriptions.data.some(
        (other) => !hasEnded(other) && isSuccessor(other, subscription),
      ),
  },
];

/**
 * What may be subscribed to again after a subscription has ended: what it was, at its price or at the one that has
 * taken its place, and other plans where they may be chosen; or why nothing may.
 */
export function allowResubscribe(
  facts: SubscriptionFacts,
  rules = resubscribeRules,
): SubscriptionActions["resubscribe"] {
  const refusal = findRefusal(rules, facts);
  if (refusal !== null) return refusal;
  const { configuration, subscription, snapshot } = facts;
  const { allow_price_change: another, allow_promotion_code: promotionCodes } =
    configuration.portico.subscription_resubscribe;
  const { enabled, default_allowed_updates: updates } = configuration.features.subscription_update;
  // Nothing is held any more: only what is on sale is listed.
  const listed = listPlans(facts, { ...subscription, items: [] });
  const same = findSame(listed, subscription, snapshot);
  if (same === null) return refuse("not_on_offer");
  const canChangePlan = another && enabled && updates.includes("price");
  const canCount = enabled && updates.includes("quantity");
  const carried = carry(listed, facts, canCount);
  return {
    allowed: true,
    plans: canChangePlan ? carried : carried.flatMap((plan) => keepOnly(plan, same.price.id)),
    price: same.price.id,
    isReplaced: same.isReplaced,
    canChangePlan,
    promotionCodes,
  };
}

function isSuccessor(other: SubscriptionFact, ended: SubscriptionFact): boolean {
  return (
    other.resubscribes === ended.id ||
    ended.items.every(({ price: { productId } }) =>
      other.items.some(({ price }) => price.productId === productId),
    )
  );
}

type Same = { readonly price: PlanPriceView; readonly isReplaced: boolean };

/** The plan it was: at the very prices, else of the same products at the same interval. */
function findSame(
  plans: readonly PlanView[],
  subscription: SubscriptionFact,
  { service }: Snapshot,
): Same | null {
  const { items } = subscription;
  const [first] = items;
  const prices = plans.flatMap((plan) => plan.prices);
  const held = new Set(items.map(({ price }) => price.id));
  const exact = prices.find(
    ({ parts }) => parts.length === items.length && parts.every(({ priceId }) => held.has(priceId)),
  );
  if (exact !== undefined) return { price: exact, isReplaced: false };
  const tier = service === null ? null : findHeldTier(service, subscription);
  const interval = first?.price.interval ?? null;
  const isIt = ({ id, productId }: PlanView) =>
    service === null
      ? items.length === 1 && productId === first?.price.productId
      : id === tier?.tier.name;
  const price = plans.find(isIt)?.prices.find((one) => sameInterval(one.interval, interval));
  return price === undefined ? null : { price, isReplaced: true };
}

/** With as many of each part as there were; fixed where no other number may be chosen. */
function carry(
  plans: readonly PlanView[],
  { subscription: { items }, snapshot: { products } }: SubscriptionFacts,
  canCount: boolean,
): PlanView[] {
  return plans.map((plan) => ({
    ...plan,
    prices: plan.prices.map((price) => {
      const pairs = pairItems(items, price.parts, products);
      const parts = price.parts.map((part) => {
        const held = pairs.get(part)?.quantity ?? part.quantity;
        const { terms } = part;
        const quantity = held === null || terms === null ? held : fitQuantity(held, terms);
        return { ...part, quantity, terms: canCount ? terms : null };
      });
      return { ...price, parts };
    }),
  }));
}

function keepOnly(plan: PlanView, id: string): PlanView[] {
  const prices = plan.prices.filter((price) => price.id === id);
  return prices.length === 0 ? [] : [{ ...plan, prices }];
}
