import { sameInterval } from "./money";
import { baseFirst, isMeteredRole, type Service, type Tier } from "./service";
import type { ItemFact, SubscriptionFact } from "./snapshot";

/** A tier that a subscription consists of, with the item of each of its products in the order of `baseFirst`. */
export type HeldTier = { readonly tier: Tier; readonly items: readonly ItemFact[] };

/**
 * The tier that a subscription's items are, exactly and at one interval; null when they are none. By the prices it
 * lists; a price it does not list (any more) is known by its product, where only one tier has such products.
 */
export function findHeldTier(service: Service, { items }: SubscriptionFact): HeldTier | null {
  const possible = service.tiers.flatMap((tier) => fitTier(tier, items));
  const listed = possible.find(({ tier, items: held }) =>
    baseFirst(tier).every(({ prices }, index) => prices.includes(held[index]?.price.id ?? "")),
  );
  if (listed !== undefined) return listed;
  const [only = null, ...others] = possible;
  return others.length === 0 ? only : null;
}

function fitTier(tier: Tier, items: readonly ItemFact[]): HeldTier[] {
  const products = baseFirst(tier);
  if (products.length !== items.length || !isOneInterval(items)) return [];
  const held = products.flatMap(({ product, role }) => {
    const isIt = ({ price }: ItemFact) =>
      price.productId === product && (price.usageType === "metered") === isMeteredRole(role);
    return items.find(isIt) ?? [];
  });
  return new Set(held).size === items.length ? [{ tier, items: held }] : [];
}

function isOneInterval([first, ...others]: readonly ItemFact[]): boolean {
  const interval = first?.price.interval ?? null;
  return interval !== null && others.every(({ price }) => sameInterval(price.interval, interval));
}
