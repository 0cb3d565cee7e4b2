import type { MemberContext } from "../auth/member-context";
import { findKeptSession, type KeptSessionRow } from "../db/kept-sessions";
import type { Cause } from "../db/write-with-trail";
import { PorticoError } from "../errors";
import { revoked, revokeSession } from "./revoke-session";
import { showSession } from "./show-sessions";

/**
 * Ends customers' visits at once: their next click is refused with `session_revoked`. Gives those that this ended, the
 * others were revoked before. Throws `resource_missing`, with none ended, when one of them is unknown or another
 * merchant's.
 */
export async function revokeSessions(
  { member, merchant, livemode }: Pick<MemberContext, "member" | "merchant" | "livemode">,
  sessions: readonly string[],
): Promise<string[]> {
  const owner = { merchantId: merchant.id, livemode, slug: merchant.slug };
  const cause: Cause = { actorType: "member", actorId: member.id, request: null, replay: null };
  const rows: KeptSessionRow[] = [];
  for (const id of new Set(sessions)) {
    const row = await findKeptSession(owner, id);
    if (row === null) throw new PorticoError("resource_missing", { param: "sessions" });
    rows.push(row);
  }
  const ended: string[] = [];
  for (const row of rows) {
    const told = await showSession(owner, revoked(row));
    if (await revokeSession(owner, row, told, cause)) ended.push(row.id);
  }
  return ended;
}
