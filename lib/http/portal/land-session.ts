import { PorticoError, toPorticoError } from "../../errors";
import { redeemSession } from "../../sessions/redeem-session";
import { redirect } from "../redirect";
import { logError, newRequestId } from "../respond";
import { heldTokens, sessionCookie } from "./cookies";

const headers = { "Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer" };

/**
 * `GET /p/session/{code}`: redeems the code, sets the cookie, and leads to the portal, or the
 * task the session was made for. A prefetch redeems
 * nothing: only a person who opens the link may use it up.
 */
export async function landSession(request: Request, code: string): Promise<Response> {
  const requestId = newRequestId();
  if (isPrefetch(request)) return new Response(null, { status: 425, headers });
  try {
    const { segment, path, accessToken } = await redeemSession(code, heldTokens(request));
    const answer = redirect(path, requestId);
    if (accessToken !== null) answer.headers.set("Set-Cookie", sessionCookie(segment, accessToken));
    return answer;
  } catch (error) {
    const refusal = toPorticoError(error);
    logError(refusal, requestId);
    // proxy.ts found the link good a moment ago; asked again it will say with the right status what it is now.
    if (refusal.status < 500) return redirect(`/p/session/${encodeURIComponent(code)}`, requestId);
    throw new PorticoError(refusal.code, refusal.details);
  }
}

/** The standard name, and those of older browsers. */
const purposes = ["sec-purpose", "purpose", "x-moz"];

function isPrefetch(request: Request): boolean {
  const isPurpose = purposes.some((name) => request.headers.get(name)?.includes("prefetch"));
  return isPurpose || request.headers.has("next-router-prefetch");
}

/** `HEAD /p/session/{code}`: the link is good (proxy.ts has said so); nothing is redeemed. */
export function inspectSession(): Response {
  return new Response(null, { status: 200, headers });
}
