import type Stripe from "stripe";
import { PorticoError } from "../errors";
import type { SessionScope } from "../portal/session-scope";
import type { SubscriptionFact, Window } from "../portal/snapshot";
import { toSubscription } from "../stripe/reshape";
import { loadTarget } from "./load-target";
import { withSchedules } from "./with-schedules";

/** So many are read for the first view, which costs the same however many there are. */
const newestSize = 12;
const endedSize = 6;
/** So many stand on a page of the list. */
export const windowSize = 20;

export type ListOwner = { readonly customerId: string; readonly scope: SessionScope };

/** One page of the list of all subscriptions, newest first. */
export type ListPage = {
  /** The subscription after which it begins; null: the first page. */
  readonly after: string | null;
  /** What is looked for; null: everything. */
  readonly query: string | null;
};

/**
 * The subscriptions of the first view: the newest that go on and the newest that have ended, so that no number of
 * old ones hides a living one. Only the one that the session is made for, where it is made for one.
 */
export async function loadNewest(
  stripe: Stripe,
  owner: ListOwner,
): Promise<Window<SubscriptionFact>> {
  const { subscriptionId } = owner.scope;
  if (subscriptionId !== null) return loadOnly(stripe, owner, subscriptionId);
  const [living, ended] = await Promise.all([
    listSubscriptions(stripe, owner, { limit: newestSize }),
    listSubscriptions(stripe, owner, { limit: endedSize, status: "ended" }),
  ]);
  const known = new Set(living.data.map(({ id }) => id));
  return {
    data: [...living.data, ...ended.data.filter(({ id }) => !known.has(id))],
    hasMore: living.hasMore || ended.hasMore,
  };
}

/** A page of all of them. Throws `resource_missing` for a cursor that this session does not see. */
export async function loadPage(
  stripe: Stripe,
  owner: ListOwner,
  after: string | null,
): Promise<Window<SubscriptionFact>> {
  const { subscriptionId } = owner.scope;
  const isSeen = (id: string) => subscriptionId === null || id === subscriptionId;
  await requireCursor(stripe, owner, after, async ({ id }) => isSeen(id));
  if (subscriptionId !== null) return loadOnly(stripe, owner, subscriptionId);
  const begin = startingAfter(after);
  const page = await listSubscriptions(stripe, owner, {
    limit: windowSize,
    status: "all",
    ...begin,
  });
  return { ...page, next: page.hasMore ? (page.data.at(-1)?.id ?? null) : null };
}

/** Throws `resource_missing` for a cursor that is not this customer's, or not seen: it would tell that it exists. */
export async function requireCursor(
  stripe: Stripe,
  owner: ListOwner,
  after: string | null,
  isSeen: (cursor: SubscriptionFact) => Promise<boolean>,
): Promise<void> {
  if (after === null) return;
  const cursor = await loadTarget(stripe, owner, after);
  if (cursor?.kind !== "subscription" || !(await isSeen(cursor.value))) {
    throw new PorticoError("resource_missing", { param: "subscriptions_after" });
  }
}

/** A page of Stripe's own list. */
export async function listSubscriptions(
  stripe: Stripe,
  { customerId: customer }: ListOwner,
  params: Stripe.SubscriptionListParams,
): Promise<Window<SubscriptionFact>> {
  const { data, has_more: hasMore } = await withSchedules("data.", (shown) =>
    stripe.subscriptions.list({ customer, ...params, ...shown }),
  );
  return { data: data.map((one) => toSubscription(one)), hasMore };
}

export function startingAfter(id: string | null): { readonly starting_after?: string } {
  return id === null ? {} : { starting_after: id };
}

async function loadOnly(
  stripe: Stripe,
  owner: ListOwner,
  id: string,
): Promise<Window<SubscriptionFact>> {
  const found = await loadTarget(stripe, owner, id);
  return { data: found?.kind === "subscription" ? [found.value] : [], hasMore: false };
}
