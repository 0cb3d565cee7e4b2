import { addDeniedEntry } from "../db/audit-entries";
import { type ErrorCode, PorticoError } from "../errors";
import { readSegment, type Segment } from "../portal/segment";
import { hasRole, type MemberContext, type Role } from "./member-context";
import { visitMember } from "./visit-member";
import { toContext, type Visitor } from "./visit-merchant";

type Need = { readonly role: Role; readonly fresh: boolean };

/**
 * The leave to act: who signed in, at the merchant that `segment` names, with the role and the freshness that are
 * needed. Acting is activity. Throws `session_required`, `parameter_invalid` (no merchant is named),
 * `resource_missing` (unknown or not theirs), `forbidden`, `reauth_required`; the last three leave an audit entry.
 */
export async function authorizeMember(
  { token, requestId }: Visitor,
  segment: unknown,
  { role, fresh }: Need,
): Promise<MemberContext> {
  const named = typeof segment === "string" ? readSegment(segment) : null;
  const visit = await visitMember(token, named?.slug ?? null, "act");
  if (typeof segment !== "string")
    throw new PorticoError("parameter_invalid", { param: "merchant" });
  if (named === null) throw new PorticoError("resource_missing");
  const refuse = (code: ErrorCode) =>
    deny(visit.memberId, named, { code, needed: role, requestId });
  if (visit.place === null) return await refuse("resource_missing");
  const context = toContext(visit, visit.place, { livemode: named.livemode, segment, requestId });
  if (!hasRole(context.role, role)) return await refuse("forbidden");
  return fresh && !context.isFresh ? await refuse("reauth_required") : context;
}

async function deny(
  memberId: string,
  place: Segment,
  data: { readonly code: ErrorCode; readonly needed: Role; readonly requestId: string },
): Promise<never> {
  await addDeniedEntry({ ...place, memberId, data });
  throw new PorticoError(data.code);
}
