import type { PortalContext } from "../sessions/load-session";
import { offeredBy } from "./load-offer";
import type { SnapshotScope } from "./load-snapshot";

/** What of a session decides what is read and shown. */
export type Viewer = Pick<PortalContext, "livemode" | "configuration"> & {
  readonly merchant: Pick<PortalContext["merchant"], "id">;
  readonly session: Pick<
    PortalContext["session"],
    "id" | "customerId" | "returnUrl" | "scope" | "flow"
  >;
};

/** Whose snapshot a session may have. */
export function scopeOf({ session, merchant, livemode, configuration }: Viewer): SnapshotScope {
  const { customerId, scope, flow } = session;
  const offer = offeredBy(flow);
  return { merchantId: merchant.id, livemode, customerId, configuration, scope, offer };
}
