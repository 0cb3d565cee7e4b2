import { PorticoError } from "../../errors";
import { buildPortalView } from "../../portal/build-portal-view";
import type { SubscriptionView } from "../../portal/view";
import type { PortalContext } from "../../sessions/load-session";
import type { SnapshotScope } from "../../snapshot/load-snapshot";
import { recentSnapshot, type SeenSnapshot } from "../../snapshot/recent-snapshot";
import { scopeOf } from "../../snapshot/scope-of";
import { timeOf } from "../../snapshot/time-of";

const taskPath = /^\/p\/([^/]+)\/subscriptions\/([^/]+)(?:\/change\/([^/]+))?/;

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

/** Where no change is possible at all the page says why, whatever price its address names. */
function isOffered({ actions: { change_plan: change } }: SubscriptionView, price: string): boolean {
  return (
    !change.allowed || change.plans.some(({ prices }) => prices.some(({ id }) => id === price))
  );
}

/** What the page itself will paint, and read only when that does not show the subscription: it by its id. */
async function see(scope: SnapshotScope, subscription: string): Promise<SeenSnapshot> {
  const plain = await recentSnapshot(scope, { upcoming: "earliest" });
  if (plain.snapshot.subscriptions.data.some(({ id }) => id === subscription)) return plain;
  return recentSnapshot(scope, { target: subscription, upcoming: "none" });
}
