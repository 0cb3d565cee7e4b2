import { env } from "../env";
import { lifetimes } from "../sessions/state";

const stem = "portico_";

/** `__Host-` needs https: on plain http browsers would drop the cookie. */
function prefix(): string {
  return env().APP_URL.startsWith("https:") ? `__Host-${stem}` : stem;
}

/** The portal cookie's name: one per merchant and mode, told apart by the path segment. */
export function cookieName(segment: string): string {
  return `${prefix()}${segment}`;
}

/** A Set-Cookie line for the portal cookie; idle time is decided in the database, not here. */
export function sessionCookie(segment: string, accessToken: string): string {
  const secure = env().APP_URL.startsWith("https:") ? "; Secure" : "";
  const life = lifetimes.absoluteSeconds;
  return `${cookieName(segment)}=${accessToken}; Path=/; Max-Age=${life}; HttpOnly; SameSite=Lax${secure}`;
}

const mostCookies = 20;

/** Every portal token the browser sent, whichever merchant it is for. */
export function heldTokens(request: Request): string[] {
  const start = prefix();
  return (request.headers.get("cookie") ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(start))
    .slice(0, mostCookies)
    .map((pair) => pair.slice(pair.indexOf("=") + 1));
}

/** The token the browser holds for one merchant and mode. */
export function heldToken(cookieHeader: string | null, segment: string): string | undefined {
  const start = `${cookieName(segment)}=`;
  const pair = (cookieHeader ?? "")
    .split(";")
    .map((entry) => entry.trim())
    .find((entry) => entry.startsWith(start));
  return pair?.slice(start.length);
}
