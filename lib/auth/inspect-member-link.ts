import { type InspectedLink, inspectLink } from "../proofs/inspect-link";
import { memberScope } from "../proofs/link-scope";
import { maskEmail } from "../proofs/mask-email";
import { demoMembers } from "./demo-members";
import { isDemoSignInCode } from "./standing-secrets";

/**
 * What a member's mailed link would do in this browser, changing nothing; the demo's own link is always ready.
 * Throws as inspectLink does.
 */
export async function inspectMemberLink(
  code: string,
  browserKey: string | undefined,
): Promise<InspectedLink> {
  if (isDemoSignInCode(code)) {
    return { kind: "ready", maskedEmail: maskEmail(demoMembers.owner.email) };
  }
  return await inspectLink("member", memberScope, code, browserKey);
}
