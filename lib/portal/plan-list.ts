import { listTiers } from "./list-tiers";
import { pairItems } from "./map-items";
import { fitsCurrency, viewPart } from "./plan-parts";
import { leavesNumber } from "./quantity-terms";
import type { Facts } from "./rules/rule";
import type { ItemFact, PriceFact, ProductFact, SubscriptionFact } from "./snapshot";
import type { PlanPriceView, PlanView } from "./view";

type Seen = Pick<Facts, "configuration" | "snapshot">;

/**
 * The plans on offer to a subscription, or to a customer who begins one (null), what is held now marked as current:
 * the tiers of the service, else the configuration's list. A price is offered when it is active, licensed, and in the
 * currency Stripe holds the subscription to, and when there is a number of it that may be had.
 */
export function listPlans(seen: Seen, subscription: SubscriptionFact | null): PlanView[] {
  const { service } = seen.snapshot;
  if (service !== null) return listTiers(service, seen, subscription);
  return seen.configuration.features.subscription_update.products.flatMap((entry): PlanView[] => {
    const product = seen.snapshot.products.find(({ id, active }) => id === entry.product && active);
    if (product === undefined) return [];
    const prices = entry.prices.flatMap((id) => offerPrice(id, product, subscription, seen));
    if (prices.length === 0) return [];
    const { id: productId, name, description, features, unitLabel } = product;
    const plan = { id: productId, productId, name, description, features, unitLabel };
    return [{ ...plan, highlighted: false, link: null, prices }];
  });
}

function offerPrice(
  id: string,
  product: ProductFact,
  subscription: SubscriptionFact | null,
  seen: Seen,
): PlanPriceView[] {
  const price = seen.snapshot.prices.find((candidate) => candidate.id === id);
  if (price === undefined || price.interval === null) return [];
  const items = subscription?.items ?? [];
  const current = isWhole(price, items);
  const fits =
    price.active &&
    price.usageType === "licensed" &&
    fitsCurrency(price, subscription, seen) &&
    leavesNumber(price, seen);
  if (!fits && !current) return [];
  const kind = { productId: product.id, unitLabel: product.unitLabel, metered: false };
  const item = pairItems(items, [kind], seen.snapshot.products).get(kind) ?? null;
  const part = viewPart(price, { product, item, isHeld: current, subscription }, seen);
  return [{ id, price: part.price, interval: price.interval, current, parts: [part] }];
}

/** Whether a subscription consists of this one price. */
function isWhole({ id }: PriceFact, [item, ...others]: readonly ItemFact[]): boolean {
  return others.length === 0 && item?.price.id === id;
}
