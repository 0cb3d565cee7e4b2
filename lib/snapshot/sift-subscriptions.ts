import type Stripe from "stripe";
import { isInView } from "../portal/narrow-snapshot";
import type { SessionScope } from "../portal/session-scope";
import type { ProductFact, Snapshot, SubscriptionFact, Window } from "../portal/snapshot";
import { completeProducts } from "./load-catalogue";
import {
  type ListOwner,
  type ListPage,
  listSubscriptions,
  requireCursor,
  startingAfter,
  windowSize,
} from "./load-subscriptions";

const pageSize = 100;
/** So many pages of Stripe's are read over before one of ours ends early. */
const mostPages = 10;

/** What is known of what is sold: the service of the session, and the products read so far. */
type Sold = Pick<Snapshot, "service"> & { readonly products: ReadonlyMap<string, ProductFact> };

/** A subscription that the session shows, with what it is found by. */
type Seen = { readonly subscription: SubscriptionFact; readonly text: string };

/** Whether Stripe's pages are not the session's own: it leaves some out, or looks for some. */
export function isSifted({ onBehalfOf, service }: SessionScope, page?: ListPage): boolean {
  return onBehalfOf !== null || service !== null || (page?.query ?? null) !== null;
}

/**
 * A window of the subscriptions that the session shows and in which every word of the query stands: in the names of
 * their products and prices, in their status or id. A thousand at the most are looked through; then the window ends
 * early and says that there is more. Throws `resource_missing` for a cursor that this session does not see.
 */
export async function siftSubscriptions(
  stripe: Stripe,
  owner: ListOwner,
  { after, query }: ListPage,
  sold: Sold,
): Promise<Window<SubscriptionFact>> {
  const words = query === null ? [] : query.toLowerCase().split(/\s+/).filter(Boolean);
  const isWanted = ({ text }: Seen) => words.every((word) => text.includes(word));
  const isSeen = async (one: SubscriptionFact) =>
    (await see(stripe, owner, [one], sold)).length > 0;
  await requireCursor(stripe, owner, after, isSeen);
  const found: SubscriptionFact[] = [];
  let cursor = after;
  let lastSeen = after;
  for (let count = 0; count < mostPages; count += 1) {
    const begin = startingAfter(cursor);
    const params = { limit: pageSize, status: "all" as const, ...begin };
    const page = await listSubscriptions(stripe, owner, params);
    const seen = await see(stripe, owner, page.data, sold);
    found.push(...seen.filter(isWanted).map(({ subscription }) => subscription));
    if (found.length > windowSize) return turnAfter(found.slice(0, windowSize));
    if (!page.hasMore) return { data: found, hasMore: false, next: null };
    cursor = page.data.at(-1)?.id ?? null;
    // What the session does not see is no place to go on from: it would tell that it exists.
    lastSeen = seen.at(-1)?.subscription.id ?? lastSeen;
  }
  return { data: found, hasMore: true, next: lastSeen === after ? null : lastSeen };
}

function turnAfter(data: readonly SubscriptionFact[]): Window<SubscriptionFact> {
  return { data, hasMore: true, next: data.at(-1)?.id ?? null };
}

async function see(
  stripe: Stripe,
  { scope }: ListOwner,
  page: readonly SubscriptionFact[],
  sold: Sold,
): Promise<Seen[]> {
  const products = await completeProducts(stripe, sold.products, page);
  return page
    .filter((one) => isInView(one, scope, { service: sold.service, products }))
    .map((subscription) => ({ subscription, text: textOf(subscription, products) }));
}

function textOf({ id, status, items }: SubscriptionFact, products: readonly ProductFact[]): string {
  const names = items.map(({ price: { productId } }) => {
    return products.find((product) => product.id === productId)?.name ?? productId;
  });
  const nicknames = items.map(({ price }) => price.nickname ?? "");
  return [id, status.replaceAll("_", " "), ...names, ...nicknames].join(" ").toLowerCase();
}
