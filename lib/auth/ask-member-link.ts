import { z } from "zod";
import { canMail } from "../email/can-mail";
import { PorticoError } from "../errors";
import { askLink } from "../proofs/ask-link";
import { parseEmail } from "../proofs/email-address";
import { memberScope } from "../proofs/link-scope";
import { parse } from "../wire/parse";
import { readDashboardPath } from "./dashboard-path";

const schema = z.strictObject({ email: z.unknown(), next: z.string().max(600).nullish() });

export type MemberLinkRequest = { readonly email: string; readonly next: string | null };

/** `{ email, next? }`. Throws `email_invalid`, `url_invalid` (a `next` outside the dashboard) and `parameter_…`. */
export function parseMemberLinkRequest(body: unknown): MemberLinkRequest {
  const { email, next: wish } = parse(schema, body);
  const next = wish === undefined || wish === null ? null : readDashboardPath(wish);
  if (typeof wish === "string" && next === null) {
    throw new PorticoError("url_invalid", { param: "next" });
  }
  return { email: parseEmail(email), next };
}

/**
 * Has a sign-in link mailed, if the address is a member's: the same work and the same answer if it is not. Throws
 * `rate_limited`, and `mail_off` where mail is not set up.
 */
export async function askMemberLink(
  email: string,
  browserKey: string,
  address: string,
): Promise<void> {
  if (!canMail()) throw new PorticoError("mail_off");
  await askLink({
    audience: "member",
    ...memberScope,
    configurationId: null,
    redirectUrl: null,
    sessionId: null,
    email,
    browserKey,
    address,
  });
}
