import { findAsked } from "../keep-to-flow";
import { termsOf } from "../quantity-terms";
import type { ItemFact } from "../snapshot";
import type { QuantityTerms, QuantityView, SubscriptionActions } from "../view";
import { changeRules as sharedRules } from "./change-plan";
import { findRefusal, lazily, type Rule, type SubscriptionFacts } from "./rule";

type CountFacts = SubscriptionFacts & { readonly items: () => readonly QuantityView[] };

/**
 * What stands in the way of another quantity: its own switch, then what stands in the way of any change. The switch is
 * about what customers may choose: a number that a session asks them to confirm was judged when that was made.
 */
export const changeQuantityRules: readonly Rule<CountFacts>[] = [
  {
    reason: "feature_disabled",
    applies: ({ configuration: { features }, flow }) =>
      !features.subscription_update.enabled ||
      (!features.subscription_update.default_allowed_updates.includes("quantity") &&
        findAsked(flow) === null),
  },
  ...sharedRules,
  { reason: "quantity_fixed", applies: ({ items }) => items().length === 0 },
];

/** The items whose quantity may be changed, with its bounds; or why none may. */
export function allowChangeQuantity(
  facts: SubscriptionFacts,
  rules = changeQuantityRules,
): SubscriptionActions["change_quantity"] {
  const items = lazily(() => facts.subscription.items.flatMap((item) => viewQuantity(item, facts)));
  return findRefusal(rules, { ...facts, items }) ?? { allowed: true, items: items() };
}

function viewQuantity(item: ItemFact, facts: SubscriptionFacts): QuantityView[] {
  const product = facts.snapshot.products.find(({ id }) => id === item.price.productId);
  const terms = findTerms(item, facts);
  if (terms === null || item.quantity === null) return [];
  return [
    {
      item: item.id,
      productName: product?.name ?? item.price.productId,
      unitLabel: product?.unitLabel ?? null,
      quantity: item.quantity,
      terms,
    },
  ];
}

/** Of a session made for one exact change, only its own number, and of its own item. */
function findTerms(item: ItemFact, facts: SubscriptionFacts): QuantityTerms | null {
  const asked = findAsked(facts.flow);
  if (asked === null) return termsOf(item.price, facts);
  const { quantity } = asked;
  if (asked.item !== item.id || quantity === null) return null;
  return { minimum: quantity, maximum: quantity, step: 1 };
}
