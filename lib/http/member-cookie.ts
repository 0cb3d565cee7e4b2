import { memberLifetimes } from "../auth/lifetimes";
import { env } from "../env";

/** next-auth's own name, which ours must equal: `__Secure-` needs https. */
export function memberCookieName(): string {
  const name = "next-auth.session-token";
  return isSecure() ? `__Secure-${name}` : name;
}

/** A Set-Cookie line for a member's session token; idle time is decided in the database, not here. */
export function memberCookie(token: string): string {
  return line(token, memberLifetimes.absoluteSeconds);
}

/** A Set-Cookie line that makes the browser forget the member's session. */
export function clearedMemberCookie(): string {
  return line("", 0);
}

/** The member's token among the cookies that a browser sent. */
export function heldMemberToken(cookieHeader: string | null): string | undefined {
  const start = `${memberCookieName()}=`;
  const pair = (cookieHeader ?? "")
    .split(";")
    .map((entry) => entry.trim())
    .find((entry) => entry.startsWith(start));
  return pair?.slice(start.length);
}

function line(value: string, maxAge: number): string {
  const secure = isSecure() ? "; Secure" : "";
  return `${memberCookieName()}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

function isSecure(): boolean {
  return env().APP_URL.startsWith("https:");
}
