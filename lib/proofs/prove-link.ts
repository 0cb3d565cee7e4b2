import { PorticoError } from "../errors";
import { consumeLink } from "./consume-link";
import { findLiveLink, isAsker } from "./find-live-link";
import { type Audience, type LinkScope, type ProvedMailbox, provedBy } from "./link-scope";
import { maskEmail } from "./mask-email";

/**
 * Whose mailbox a link proves in the browser that asked for it, using the link up: of any number of attempts one
 * gets through. Throws `link_invalid`, `link_expired`, `link_superseded`, `link_used`; in another browser
 * `code_required`, with the masked address as `email`, or `too_many_attempts`.
 */
export async function proveLink(
  audience: Audience,
  scope: LinkScope,
  code: unknown,
  browserKey?: string,
): Promise<ProvedMailbox> {
  const proved = await checkLink(audience, scope, code, browserKey);
  await consumeLink(proved);
  return proved;
}

/** The same, using nothing up. */
export async function checkLink(
  audience: Audience,
  scope: LinkScope,
  code: unknown,
  browserKey?: string,
): Promise<ProvedMailbox> {
  const row = await findLiveLink(audience, scope, code);
  if (!isAsker(row, browserKey)) {
    throw new PorticoError("code_required", { extra: { email: maskEmail(row.email) } });
  }
  return provedBy(row);
}
