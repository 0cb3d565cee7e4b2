import { buildPortalView } from "../portal/build-portal-view";
import { loadSnapshot, type SnapshotOptions } from "../snapshot/load-snapshot";
import { scopeOf, type Viewer } from "../snapshot/scope-of";
import { timeOf } from "../snapshot/time-of";
import { loadStripe } from "../stripe/client";
import type { Scene } from "./action";

/** Reads Stripe afresh and builds the view from it: the one the customer sees is the one that guards. */
export async function setScene(viewer: Viewer, options: SnapshotOptions): Promise<Scene> {
  const { session, merchant, livemode, configuration } = viewer;
  const stripe = await loadStripe(merchant.id, livemode);
  const snapshot = await loadSnapshot(scopeOf(viewer), options, stripe);
  const now = timeOf(snapshot);
  const view = buildPortalView({ session, configuration, snapshot, now });
  return { stripe, configuration, snapshot, view, now };
}
