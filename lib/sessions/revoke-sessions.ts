import type { MemberContext } from "../auth/member-context";
import { revokeSessions as revokeRows } from "../db/portal-session-list";
import { PorticoError } from "../errors";

/**
 * Ends customers' visits at once: their next click is refused with `session_revoked`. All of `sessions` or none;
 * gives those that this ended, the others were revoked before. Throws `resource_missing` when one of them is unknown
 * or another merchant's.
 */
export async function revokeSessions(
  { member, merchant, livemode }: Pick<MemberContext, "member" | "merchant" | "livemode">,
  sessions: readonly string[],
): Promise<string[]> {
  const place = { merchantId: merchant.id, livemode };
  const revoked = await revokeRows(place, sessions, member.id);
  if (revoked === null) throw new PorticoError("resource_missing", { param: "sessions" });
  return revoked;
}
