import type { PortalConfiguration } from "./configuration";
import type { SessionScope } from "./session-scope";
import type { ItemFact, Snapshot, SubscriptionFact } from "./snapshot";

/** Whose tiers are the plan list: the session's service, else the configuration's first; null: its own list is. */
export function serviceOf(
  { service }: Pick<SessionScope, "service">,
  { portico: { services } }: PortalConfiguration,
): string | null {
  return service ?? services[0] ?? null;
}

/** Whether a subscription is of the session's own service: one of its items is of a product of that. */
export function isOfService(
  { items }: Pick<SubscriptionFact, "items">,
  { service: name }: Pick<SessionScope, "service">,
  { service, products }: Pick<Snapshot, "service" | "products">,
): boolean {
  if (name === null) return true;
  const sold = new Set(
    service?.tiers.flatMap((tier) => tier.products.map(({ product }) => product)),
  );
  // A product that is not sold any more is still of its service.
  const isTagged = ({ price }: ItemFact) =>
    products.some(({ id, metadata }) => id === price.productId && metadata["sb_service"] === name);
  return items.some((item) => sold.has(item.price.productId) || isTagged(item));
}
