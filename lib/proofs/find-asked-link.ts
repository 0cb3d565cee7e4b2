import { findLinkByCode } from "../db/email-links";
import { hashToken } from "../secrets";
import { isToken } from "../sessions/load-session";
import { type LinkScope, linkSeconds } from "./link-scope";

export type AskedLink = { readonly email: string; readonly configurationId: string | null };

/**
 * What the very browser that asked for a customer's link may be told of it once it is over: the address that was
 * typed there, and for which configuration. Null in any other browser, and for a code that is none.
 */
export async function findAskedLink(
  scope: LinkScope,
  code: string,
  browserKey: string | undefined,
): Promise<AskedLink | null> {
  if (browserKey === undefined || !isToken(code)) return null;
  const { merchantId, livemode } = scope;
  const key = { audience: "customer", merchantId, livemode };
  const row = await findLinkByCode(key, hashToken(code), linkSeconds);
  return row !== null && row.browserHash === hashToken(browserKey) ? row : null;
}
