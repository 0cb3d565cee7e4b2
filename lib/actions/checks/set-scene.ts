import { buildPortalView } from "../../portal/build-portal-view";
import type { Snapshot } from "../../portal/snapshot";
import { currentFlow } from "../../sessions/current-flow";
import { loadSnapshot, type SnapshotOptions } from "../../snapshot/load-snapshot";
import { scopeOf, type Viewer } from "../../snapshot/scope-of";
import { timeOf } from "../../snapshot/time-of";
import { loadStripe } from "../../stripe/client";
import type { Scene } from "../action";

/**
 * Reads Stripe afresh and builds the view from it: the one the customer sees is the one that guards. `leaveOut` takes
 * away what is not to count.
 */
export async function setScene(
  viewer: Viewer,
  options: SnapshotOptions,
  leaveOut = (snapshot: Snapshot): Snapshot => snapshot,
): Promise<Scene> {
  const { session, merchant, livemode, configuration } = viewer;
  const stripe = await loadStripe(merchant.id, livemode);
  const snapshot = leaveOut(await loadSnapshot(scopeOf(viewer), options, stripe));
  const now = timeOf(snapshot);
  const flow = await currentFlow(viewer);
  const view = buildPortalView({ session: { ...session, flow }, configuration, snapshot, now });
  const { scope } = session;
  return { merchantId: merchant.id, scope, stripe, configuration, snapshot, view, now };
}
