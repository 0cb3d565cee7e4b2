import { type EmailLinkRow, findLinkByCode } from "../db/email-links";
import { type ErrorCode, PorticoError } from "../errors";
import { hashToken } from "../secrets";
import { isToken } from "../sessions/load-session";
import { type Audience, type LinkScope, linkSeconds, mostAttempts } from "./link-scope";

/**
 * The link that a mailed code opens, changing nothing. Throws `link_invalid` for what is no code of this audience,
 * merchant and mode, `link_used`, `link_superseded` and `link_expired`.
 */
export async function findLiveLink(
  audience: Audience,
  scope: LinkScope,
  code: unknown,
): Promise<EmailLinkRow> {
  if (typeof code !== "string" || !isToken(code)) throw new PorticoError("link_invalid");
  const key = { audience, merchantId: scope.merchantId, livemode: scope.livemode };
  const row = await findLinkByCode(key, hashToken(code), linkSeconds);
  if (row === null) throw new PorticoError("link_invalid");
  const reason = findRefusal(row);
  if (reason !== null) throw new PorticoError(reason);
  return row;
}

/** Why a sent link opens nothing any more; null when it does. */
export function findRefusal(row: EmailLinkRow): ErrorCode | null {
  if (row.usedAt !== null) return "link_used";
  if (row.supersededAt !== null) return "link_superseded";
  return row.isOver ? "link_expired" : null;
}

/**
 * Whether a live link opens by itself in the browser with this key, which then is the one that asked. Throws
 * `too_many_attempts` where the 6-digit code is needed and may not be tried any more.
 */
export function isAsker(row: EmailLinkRow, browserKey: string | undefined): boolean {
  if (browserKey !== undefined && row.browserHash === hashToken(browserKey)) return true;
  if (row.attempts >= mostAttempts) throw new PorticoError("too_many_attempts");
  return false;
}
