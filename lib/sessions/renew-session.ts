import { replaceBearer, replaceResume } from "../db/portal-session-tokens";
import { PorticoError } from "../errors";
import { newSecret } from "../ids";
import { hashToken } from "../secrets";
import { hashResume } from "./hash-resume";
import { isToken } from "./load-session";
import { lifetimes } from "./state";

/** How long a bearer lives, in seconds. */
export const bearerSeconds = 300;

const lives = { ...lifetimes, tokenSeconds: bearerSeconds };

export type RenewedSession = {
  readonly id: string;
  readonly accessToken: string;
};

/**
 * A new bearer for a live one, which is worth nothing from then on; the resume token stays. Of parallel calls
 * one wins. Throws `session_required` for what is no token, `session_expired` for all that cannot be renewed.
 */
export async function renewSession(accessToken: string): Promise<RenewedSession> {
  if (!isToken(accessToken)) throw new PorticoError("session_required");
  const fresh = newSecret("pat");
  const input = { held: hashToken(accessToken), fresh: hashToken(fresh) };
  const id = await replaceBearer(input, lives);
  if (id === null) throw new PorticoError("session_expired");
  return { id, accessToken: fresh };
}

/**
 * Goes on with a session after its page was loaded anew: a new bearer and a new resume token for one that
 * works once, in the browser it was given to. Throws `session_expired` for any other.
 */
export async function resumeSession(
  resume: string,
  browser: string,
): Promise<RenewedSession & { readonly resume: string }> {
  if (!isToken(resume)) throw new PorticoError("session_expired");
  const [bearer, next] = [newSecret("pat"), newSecret("prs")];
  const input = {
    held: hashResume(resume, browser),
    fresh: hashResume(next, browser),
    bearer: hashToken(bearer),
  };
  const id = await replaceResume(input, lives);
  if (id === null) throw new PorticoError("session_expired");
  return { id, accessToken: bearer, resume: next };
}
