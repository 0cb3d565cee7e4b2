import { isBrowserKey } from "../../embed/browser-key";
import { readSegment } from "../../portal/segment";
import { lifetimes } from "../../sessions/state";
import { cookieLine, heldValue, hostName, readCookies } from "../cookie";

const flowSeconds = 3600;
const choiceSeconds = 600;

/** The portal cookie's name: one per merchant and mode, told apart by the path segment. */
export function cookieName(segment: string): string {
  return hostName(`portico_${segment}`);
}

/** No segment is `flow_…` or `choice_…`: no merchant's name has an underscore in it. */
const flowName = (segment: string) => cookieName(`flow_${segment}`);
const choiceName = (segment: string) => cookieName(`choice_${segment}`);

/** A Set-Cookie line for the portal cookie; idle time is decided in the database, not here. */
export function sessionCookie(segment: string, accessToken: string): string {
  return cookieLine(cookieName(segment), accessToken, lifetimes.absoluteSeconds);
}

/** A Set-Cookie line that takes the portal cookie back. */
export function clearedSessionCookie(segment: string): string {
  return cookieLine(cookieName(segment), "", 0);
}

/** A Set-Cookie line for what tells the browser that asked for a link from all others. */
export function flowCookie(segment: string, browserKey: string): string {
  return cookieLine(flowName(segment), browserKey, flowSeconds);
}

/** A Set-Cookie line for the leave to choose among several customers; without a ticket it takes that back. */
export function choiceCookie(segment: string, ticket: string | null): string {
  return cookieLine(choiceName(segment), ticket ?? "", ticket === null ? 0 : choiceSeconds);
}

const mostCookies = 20;

/** Every portal token the browser sent, whichever merchant it is for. */
export function heldTokens(request: Request): string[] {
  const start = cookieName("");
  return readCookies(request.headers.get("cookie"))
    .filter(({ name }) => name.startsWith(start) && readSegment(name.slice(start.length)) !== null)
    .slice(0, mostCookies)
    .map(({ value }) => value);
}

/** The token the browser holds for one merchant and mode. */
export function heldToken(cookieHeader: string | null, segment: string): string | undefined {
  return heldValue(cookieHeader, cookieName(segment));
}

/** The key of a browser that has asked this merchant for a link; undefined for none and for a malformed one. */
export function heldBrowserKey(cookieHeader: string | null, segment: string): string | undefined {
  const key = heldValue(cookieHeader, flowName(segment));
  return key !== undefined && isBrowserKey(key) ? key : undefined;
}

/** The leave to choose that the browser holds at this merchant. */
export function heldTicket(cookieHeader: string | null, segment: string): string | undefined {
  return heldValue(cookieHeader, choiceName(segment));
}
