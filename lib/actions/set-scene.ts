import { nowSeconds } from "../clock";
import { buildPortalView } from "../portal/build-portal-view";
import type { PortalContext } from "../sessions/load-session";
import { loadSnapshot, type SnapshotOptions } from "../snapshot/load-snapshot";
import { scopeOf } from "../snapshot/scope-of";
import { loadStripe } from "../stripe/client";
import type { Scene } from "./action";

/** Reads Stripe afresh and builds the view from it: the one the customer sees is the one that guards. */
export async function setScene(context: PortalContext, options: SnapshotOptions): Promise<Scene> {
  const { session, merchant, livemode, configuration } = context;
  const [stripe, snapshot] = await Promise.all([
    loadStripe(merchant.id, livemode),
    loadSnapshot(scopeOf(context), options),
  ]);
  const now = nowSeconds();
  const view = buildPortalView({ session, configuration, snapshot, now });
  return { stripe, configuration, snapshot, view, now };
}
