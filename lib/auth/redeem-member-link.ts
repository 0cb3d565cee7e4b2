import { z } from "zod";
import { findMemberByEmail } from "../db/members";
import { PorticoError } from "../errors";
import { takeFromLimit } from "../limits/take-from-limit";
import { memberScope } from "../proofs/link-scope";
import { proveLink } from "../proofs/prove-link";
import { provePin } from "../proofs/prove-pin";
import { parse } from "../wire/parse";
import { demoMembers } from "./demo-members";
import { openMemberSession } from "./open-member-session";
import { isDemoSignInCode } from "./standing-secrets";

const schema = z.strictObject({ code: z.unknown(), pin: z.unknown() }).partial();

export type Redeemer = {
  /** What the asking browser keeps; without it the mail's 6 digits are needed. */
  readonly browserKey: string | undefined;
  /** The network address it comes from. */
  readonly address: string;
};

/**
 * Signs in whoever holds a mailed link (`{ code }`) or its 6 digits (`{ pin }`, with `code` where the link was
 * opened). Gives the token of the new session. Throws `credentials_invalid` for wrong digits, whoever asked;
 * `rate_limited` after six tries a minute from one address; `code_required` and the `link_…` codes for a link.
 */
export async function redeemMemberLink(
  body: unknown,
  { browserKey, address }: Redeemer,
): Promise<string> {
  const { code, pin } = parse(schema, body);
  if (pin === undefined && isDemoSignInCode(code))
    return await signIn(demoMembers.owner.email, "demo");
  if (pin !== undefined) await countTry(address);
  const { email } =
    pin === undefined
      ? await proveLink("member", memberScope, code, browserKey)
      : await proveDigits({ pin, code, browserKey });
  return await signIn(email, "email_link");
}

async function countTry(address: string): Promise<void> {
  const { allowed, retryAfterSeconds } = await takeFromLimit("member_code", address);
  if (!allowed) throw new PorticoError("rate_limited", { retryAfterSeconds });
}

async function proveDigits(given: Parameters<typeof provePin>[2]) {
  try {
    return await provePin("member", memberScope, given);
  } catch (error) {
    const isWrong = error instanceof PorticoError && error.code === "code_invalid";
    throw isWrong ? new PorticoError("credentials_invalid") : error;
  }
}

/** Who was removed while the mail was on its way is let in no more. */
async function signIn(email: string, proof: string): Promise<string> {
  const member = await findMemberByEmail(email);
  if (member === null) throw new PorticoError("link_invalid");
  return await openMemberSession(member.id, proof);
}
