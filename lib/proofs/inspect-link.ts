import { findLiveLink, isAsker } from "./find-live-link";
import type { Audience, LinkScope } from "./link-scope";
import { maskEmail } from "./mask-email";

export type InspectedLink = {
  /** `ready`: this browser asked, one click opens. `code_required`: another did; the mail's 6 digits are needed. */
  readonly kind: "ready" | "code_required";
  readonly maskedEmail: string;
};

/**
 * What a mailed link would do in this browser, changing nothing, however often it is asked. Throws `link_invalid`,
 * `link_expired`, `link_superseded`, `link_used`, and `too_many_attempts` where a code would be needed.
 */
export async function inspectLink(
  audience: Audience,
  scope: LinkScope,
  code: unknown,
  browserKey?: string,
): Promise<InspectedLink> {
  const row = await findLiveLink(audience, scope, code);
  const kind = isAsker(row, browserKey) ? "ready" : "code_required";
  return { kind, maskedEmail: maskEmail(row.email) };
}
