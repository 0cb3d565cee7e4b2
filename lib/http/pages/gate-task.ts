import { PorticoError } from "../../errors";
import { buildPortalView } from "../../portal/build-portal-view";
import type { Allowance, PlanView, SubscriptionView } from "../../portal/view";
import { findRecordInView } from "../../records/records-in-view";
import type { PortalContext } from "../../sessions/load-session";
import type { SnapshotScope } from "../../snapshot/load-snapshot";
import { recentSnapshot, type SeenSnapshot } from "../../snapshot/recent-snapshot";
import { scopeOf } from "../../snapshot/scope-of";
import { timeOf } from "../../snapshot/time-of";

const taskPath = /^\/p\/([^/]+)\/subscriptions\/([^/]+)(?:\/change\/([^/]+))?/;

const beginPath = /^\/p\/([^/]+)\/subscribe\/([^/]+)/;

const recordPath = /^\/p\/([^/]+)\/changes\/([^/]+)/;

/**
 * Refuses the page of a change that is not this session's to see, as one that never was: `resource_missing`. Other
 * pages pass without a look.
 */
export async function gateRecord(context: PortalContext, pathname: string): Promise<void> {
  const [, segment, id] = recordPath.exec(pathname) ?? [];
  if (id === undefined) return;
  try {
    await findRecordInView(context, id);
  } catch (error) {
    if (!(error instanceof PorticoError) || error.code !== "resource_missing") throw error;
    throw new PorticoError("resource_missing", { extra: { portal: segment } });
  }
}

/**
 * Refuses the page of a task whose subscription is not this customer's, or whose price is not on offer: both
 * are `resource_missing`, whether they exist elsewhere or nowhere. Other pages pass without a look.
 */
export async function gateTask(context: PortalContext, pathname: string): Promise<void> {
  const [, segment, subscription, price] = taskPath.exec(pathname) ?? [];
  if (subscription === undefined) return;
  const { session, configuration } = context;
  const { snapshot, stale } = await see(scopeOf(context), subscription);
  const view = buildPortalView({ session, configuration, snapshot, stale, now: timeOf(snapshot) });
  const found = view.subscriptions.find(({ id }) => id === subscription);
  if (found === undefined || (price !== undefined && !isOffered(found, price))) {
    throw new PorticoError("resource_missing", { extra: { portal: segment } });
  }
}

/** Refuses the page of a price that nobody may begin with here: `resource_missing`. Other pages pass without a look. */
export async function gateBegin(context: PortalContext, pathname: string): Promise<void> {
  const [, segment, price] = beginPath.exec(pathname) ?? [];
  if (price === undefined) return;
  const { session, configuration } = context;
  const seen = await recentSnapshot(scopeOf(context), { upcoming: "earliest" });
  const { snapshot, stale } = seen;
  const view = buildPortalView({ session, configuration, snapshot, stale, now: timeOf(snapshot) });
  if (!isAmong(view.actions.start_subscription, price)) {
    throw new PorticoError("resource_missing", { extra: { portal: segment } });
  }
}

/** Where no change is possible at all the page says why, whatever price its address names. */
function isOffered({ actions: { change_plan: change } }: SubscriptionView, price: string): boolean {
  return isAmong(change, price);
}

function isAmong(
  offer: Allowance<{ readonly plans: readonly PlanView[] }>,
  price: string,
): boolean {
  return !offer.allowed || offer.plans.some(({ prices }) => prices.some(({ id }) => id === price));
}

/** What the page itself will paint, and read only when that does not show the subscription: it by its id. */
async function see(scope: SnapshotScope, subscription: string): Promise<SeenSnapshot> {
  const plain = await recentSnapshot(scope, { upcoming: "earliest" });
  if (plain.snapshot.subscriptions.data.some(({ id }) => id === subscription)) return plain;
  return recentSnapshot(scope, { target: subscription, upcoming: "none" });
}
