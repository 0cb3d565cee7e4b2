import type { PlanPartView } from "./plan-view";
import { fitQuantity, termsOf } from "./quantity-terms";
import type { Facts } from "./rules/rule";
import type { ItemFact, PriceFact, ProductFact, SubscriptionFact } from "./snapshot";

type Seen = Pick<Facts, "configuration" | "snapshot">;

type Held = {
  readonly product: ProductFact;
  /** What it takes the place of; null: it is new. */
  readonly item: ItemFact | null;
  /** Whether the item is at this very price. */
  readonly isHeld: boolean;
  /** What it is a part of; null: one that would be begun. */
  readonly subscription: SubscriptionFact | null;
};

/**
 * One part of a plan. How many it would be is what is held now, as near to it as its terms allow; else the least. A
 * price that is held in another currency than its own has no amount that we know.
 */
export function viewPart(
  price: PriceFact,
  { product, item, isHeld, subscription }: Held,
  seen: Seen,
): PlanPartView {
  const { id: priceId, unitAmount, currency } = price;
  const metered = price.usageType === "metered";
  const terms = termsOf(price, seen);
  const held = item?.quantity ?? 1;
  const isKnown = unitAmount !== null && fitsCurrency(price, subscription, seen);
  return {
    priceId,
    productId: product.id,
    productName: product.name,
    price: isKnown ? { amount: unitAmount, currency } : null,
    unitLabel: product.unitLabel,
    metered,
    quantity: metered ? null : terms === null || isHeld ? held : fitQuantity(held, terms),
    terms,
  };
}

/**
 * Stripe bills a subscription in one currency, and a customer who was ever billed in theirs.
 * https://docs.stripe.com/api/customers/object#customer_object-currency
 */
export function fitsCurrency(
  { currency }: PriceFact,
  subscription: SubscriptionFact | null,
  { snapshot: { customer } }: Seen,
): boolean {
  const needed = subscription?.currency ?? customer.currency;
  return needed === null || currency === needed;
}
