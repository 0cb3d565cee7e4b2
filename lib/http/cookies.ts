import { env } from "../env";
import { lifetimes } from "../sessions/state";

const stem = "portico_";
/** An underscore after the name: no merchant's segment begins so. */
const flow = "flow_";
const choice = "choice_";

const flowSeconds = 3600;
const choiceSeconds = 600;

/** `__Host-` needs https: on plain http browsers would drop the cookie. */
function prefix(): string {
  return isSecure() ? `__Host-${stem}` : stem;
}

function isSecure(): boolean {
  return env().APP_URL.startsWith("https:");
}

function line(name: string, value: string, seconds: number): string {
  const secure = isSecure() ? "; Secure" : "";
  return `${prefix()}${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** The portal cookie's name: one per merchant and mode, told apart by the path segment. */
export function cookieName(segment: string): string {
  return `${prefix()}${segment}`;
}

/** A Set-Cookie line for the portal cookie; idle time is decided in the database, not here. */
export function sessionCookie(segment: string, accessToken: string): string {
  return line(segment, accessToken, lifetimes.absoluteSeconds);
}

/** A Set-Cookie line that takes the portal cookie back. */
export function clearedSessionCookie(segment: string): string {
  return line(segment, "", 0);
}

/** A Set-Cookie line for what tells the browser that asked for a link from all others. */
export function flowCookie(segment: string, browserKey: string): string {
  return line(`${flow}${segment}`, browserKey, flowSeconds);
}

/** A Set-Cookie line for the leave to choose among several customers; without a ticket it takes that back. */
export function choiceCookie(segment: string, ticket: string | null): string {
  return line(`${choice}${segment}`, ticket ?? "", ticket === null ? 0 : choiceSeconds);
}

const mostCookies = 20;

function pairs(cookieHeader: string | null): string[] {
  return (cookieHeader ?? "").split(";").map((pair) => pair.trim());
}

/** Every portal token the browser sent, whichever merchant it is for. */
export function heldTokens(request: Request): string[] {
  const start = prefix();
  const others = [`${start}${flow}`, `${start}${choice}`];
  return pairs(request.headers.get("cookie"))
    .filter((pair) => pair.startsWith(start) && !others.some((other) => pair.startsWith(other)))
    .slice(0, mostCookies)
    .map((pair) => pair.slice(pair.indexOf("=") + 1));
}

/** The token the browser holds for one merchant and mode. */
export function heldToken(cookieHeader: string | null, segment: string): string | undefined {
  return heldValue(cookieHeader, segment);
}

/** The key of a browser that has asked this merchant for a link; undefined for none and for a malformed one. */
export function heldBrowserKey(cookieHeader: string | null, segment: string): string | undefined {
  const key = heldValue(cookieHeader, `${flow}${segment}`);
  return key !== undefined && isBrowserKey(key) ? key : undefined;
}

/** The leave to choose that the browser holds at this merchant. */
export function heldTicket(cookieHeader: string | null, segment: string): string | undefined {
  return heldValue(cookieHeader, `${choice}${segment}`);
}

/** What `newSecret("pfk")` makes here, and embed.js in the page it is loaded by. */
export function isBrowserKey(text: string): boolean {
  return /^pfk_[\w-]{43,86}$/.test(text);
}

function heldValue(cookieHeader: string | null, name: string): string | undefined {
  const start = `${prefix()}${name}=`;
  return pairs(cookieHeader)
    .find((entry) => entry.startsWith(start))
    ?.slice(start.length);
}
