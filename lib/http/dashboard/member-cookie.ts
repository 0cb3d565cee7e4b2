import { memberLifetimes } from "../../auth/lifetimes";
import { cookieLine, heldValue, isSecure } from "../cookie";

/** next-auth's own name, which ours must equal: `__Secure-` needs https. */
export function memberCookieName(): string {
  const name = "next-auth.session-token";
  return isSecure() ? `__Secure-${name}` : name;
}

/** A Set-Cookie line for a member's session token; idle time is decided in the database, not here. */
export function memberCookie(token: string): string {
  return cookieLine(memberCookieName(), token, memberLifetimes.absoluteSeconds);
}

/** A Set-Cookie line that makes the browser forget the member's session. */
export function clearedMemberCookie(): string {
  return cookieLine(memberCookieName(), "", 0);
}

/** The member's token among the cookies that a browser sent. */
export function heldMemberToken(cookieHeader: string | null): string | undefined {
  return heldValue(cookieHeader, memberCookieName());
}
