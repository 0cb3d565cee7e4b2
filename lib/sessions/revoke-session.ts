import { type KeptSessionRow, revokeKeptSession } from "../db/kept-sessions";
import type { Place } from "../db/place";
import type { Cause, Trail } from "../db/write-with-trail";
import { newId } from "../ids";

/** The same session, revoked at the moment it was read; one that was revoked before, as it is. */
export function revoked(row: KeptSessionRow): KeptSessionRow {
  return { ...row, revokedAt: row.revokedAt ?? row.databaseNow };
}

/**
 * Ends a session at once: its customer's next click is refused with `session_revoked`. Leaves an audit entry and the
 * event `portico.session.revoked`, about `told`: the session as its merchant's server sees it. Gives whether this ended
 * it; one that was revoked before leaves nothing.
 */
export async function revokeSession(
  { merchantId, livemode }: Place,
  row: KeptSessionRow,
  told: object,
  cause: Cause,
): Promise<boolean> {
  const { id, customerId, databaseNow: at } = row;
  if (row.revokedAt !== null) return false;
  const trail: Trail = {
    ...cause,
    merchantId,
    livemode,
    audit: {
      action: "portal_session.revoked",
      target: id,
      data: {
        customer: customerId,
        before: { revoked_at: null },
        after: { revoked_at: Math.floor(at.getTime() / 1000) },
      },
    },
    event: { id: newId("event"), type: "portico.session.revoked", data: told },
  };
  return revokeKeptSession({ merchantId, livemode }, id, at, trail);
}
