import { transact } from "../db/client";
import { insertEmailLink, markLinkSent } from "../db/email-links";
import { findMemberByEmail } from "../db/members";
import { PorticoError } from "../errors";
import { memberLink } from "../proofs/compose-link";
import { parseEmail } from "../proofs/email-address";
import { memberScope } from "../proofs/link-scope";
import { makeCodes } from "../proofs/make-codes";

/**
 * What the mail to a member would say, for whoever runs the installation where it cannot send mail: a link and its
 * code, good once and for 10 minutes. No browser asked, so both are needed. Throws `email_invalid`, and
 * `resource_missing` when nobody has this address.
 */
export async function makeSignInLink(typed: string): Promise<{ link: string; pin: string }> {
  const email = parseEmail(typed);
  if ((await findMemberByEmail(email)) === null) throw new PorticoError("resource_missing");
  const blank = { configurationId: null, redirectUrl: null, sessionId: null, browserHash: "" };
  const row = { audience: "member", ...memberScope, email, ...blank };
  const id = await transact((tx) => insertEmailLink(tx, row));
  const { code, pin } = await makeCodes(id, "member");
  await markLinkSent(id);
  return { link: memberLink(code), pin };
}
