import { findMemberVisit, type MemberVisit, touchMemberVisit } from "../db/member-sessions";
import { PorticoError } from "../errors";
import { hashToken } from "../secrets";
import { memberLifetimes } from "./lifetimes";

/** Looking changes nothing; acting and opening a page keep the session from going idle. */
export type Reason = "look" | "act";

/**
 * The member whom a session token belongs to, with their place at the merchant `slug` if they have one there (null:
 * none is asked for). Throws `session_required` when nobody is signed in.
 */
export async function visitMember(
  token: string | undefined,
  slug: string | null,
  reason: Reason,
): Promise<MemberVisit> {
  const read = reason === "act" ? touchMemberVisit : findMemberVisit;
  const visit =
    token !== undefined && isMemberToken(token)
      ? await read(hashToken(token), slug, memberLifetimes)
      : null;
  if (visit === null) {
    throw new PorticoError("session_required", { message: "Sign in to the dashboard." });
  }
  return visit;
}

/** What a member's token looks like; anything else is not even hashed. */
function isMemberToken(text: string): boolean {
  return /^pms_[\w-]{43}$/.test(text);
}
