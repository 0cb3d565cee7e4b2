import type Stripe from "stripe";
import type { PriceFact, SubscriptionFact } from "../portal/snapshot";
import { read } from "../stripe/call";
import { toPrice } from "../stripe/reshape";

const mostRead = 10;

/**
 * The same subscriptions with what their tiered prices start at. Stripe expands no list as deep as an item's tiers,
 * so prices that the catalogue lacks are asked for one by one, ten at the most.
 */
export async function withTiers(
  stripe: Stripe,
  subscriptions: readonly SubscriptionFact[],
  known: ReadonlyMap<string, PriceFact>,
): Promise<SubscriptionFact[]> {
  const tiered = subscriptions
    .flatMap(({ items }) => items.map(({ price }) => price))
    .filter(({ tiersMode }) => tiersMode !== null);
  const missing = [...new Set(tiered.map(({ id }) => id))].filter((id) => !known.has(id));
  const asked = missing.slice(0, mostRead).map((id) => readPrice(stripe, id));
  const others = await Promise.all(asked);
  const starts = new Map([...known.values(), ...others].map(({ id, startsAt }) => [id, startsAt]));
  return subscriptions.map((subscription) => ({
    ...subscription,
    items: subscription.items.map((item) => ({
      ...item,
      price: { ...item.price, startsAt: starts.get(item.price.id) ?? item.price.startsAt },
    })),
  }));
}

async function readPrice(stripe: Stripe, id: string): Promise<PriceFact> {
  return toPrice(await read(() => stripe.prices.retrieve(id, { expand: ["tiers"] })));
}
