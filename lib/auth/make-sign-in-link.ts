import { randomInt } from "node:crypto";
import { transact } from "../db/client";
import { armLink, insertEmailLink, markLinkSent } from "../db/email-links";
import { findMemberByEmail } from "../db/members";
import { PorticoError } from "../errors";
import { newSecret } from "../ids";
import { memberLink } from "../proofs/compose-link";
import { parseEmail } from "../proofs/email-address";
import { hashPin } from "../proofs/hash-pin";
import { memberScope } from "../proofs/link-scope";
import { hashToken } from "../secrets";

/**
 * What the mail to a member would say, for whoever runs the installation where it cannot send mail: a link and its
 * code, good once and for 10 minutes. No browser asked, so both are needed. Throws `email_invalid`, and
 * `resource_missing` when nobody has this address.
 */
export async function makeSignInLink(typed: string): Promise<{ link: string; pin: string }> {
  const email = parseEmail(typed);
  if ((await findMemberByEmail(email)) === null) throw new PorticoError("resource_missing");
  const blank = { configurationId: null, redirectUrl: null, browserHash: "" };
  const row = { audience: "member", ...memberScope, email, ...blank };
  const id = await transact((tx) => insertEmailLink(tx, row));
  const code = newSecret("pml");
  const pin = String(randomInt(1_000_000)).padStart(6, "0");
  await armLink(id, { linkHash: hashToken(code), pinHash: hashPin(id, pin) });
  await markLinkSent(id);
  return { link: memberLink(code), pin };
}
