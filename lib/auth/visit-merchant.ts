import type { MemberPlace, MemberVisit } from "../db/member-sessions";
import { PorticoError } from "../errors";
import { readSegment } from "../portal/segment";
import { type MemberContext, readRole } from "./member-context";
import { type Reason, visitMember } from "./visit-member";

export type Visitor = {
  /** The session token from the member's cookie. */
  readonly token: string | undefined;
  readonly requestId: string;
};

/**
 * The member behind a token, at the merchant and in the mode that `segment` names. Throws `session_required` when
 * nobody is signed in, `resource_missing` when the merchant is unknown or not theirs: one statement, one answer.
 */
export async function visitMerchant(
  { token, requestId }: Visitor,
  segment: string,
  reason: Reason,
): Promise<MemberContext> {
  const named = readSegment(segment);
  const visit = await visitMember(token, named?.slug ?? null, reason);
  if (named === null || visit.place === null) throw new PorticoError("resource_missing");
  return toContext(visit, visit.place, { livemode: named.livemode, segment, requestId });
}

/** What one statement read, in the shape that use cases take. */
export function toContext(
  visit: MemberVisit,
  place: MemberPlace,
  request: Pick<MemberContext, "livemode" | "segment" | "requestId">,
): MemberContext {
  const { merchantId, slug, merchantName, branding, role } = place;
  return {
    member: { id: visit.memberId, email: visit.email, name: visit.memberName },
    merchant: { id: merchantId, slug, name: merchantName, branding },
    role: readRole(role),
    authenticatedAt: visit.authenticatedAt,
    isFresh: visit.isFresh,
    ...request,
  };
}
