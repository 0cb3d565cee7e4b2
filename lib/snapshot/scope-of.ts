import type { PortalContext } from "../sessions/load-session";
import type { SnapshotScope } from "./load-snapshot";

/** Whose snapshot a session may have. */
export function scopeOf({
  session,
  merchant,
  livemode,
  configuration,
}: PortalContext): SnapshotScope {
  return { merchantId: merchant.id, livemode, customerId: session.customerId, configuration };
}
