import { env } from "../env";

/** Whether cookies are marked Secure, and may have a prefix that needs it. */
export function isSecure(): boolean {
  return env().APP_URL.startsWith("https:");
}

/** `name` locked to this very host. On plain http, where browsers would drop such a cookie, as it is. */
export function hostName(name: string): string {
  return isSecure() ? `__Host-${name}` : name;
}

/** A Set-Cookie line; with 0 seconds it makes the browser forget the cookie. */
export function cookieLine(name: string, value: string, seconds: number): string {
  const secure = isSecure() ? "; Secure" : "";
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** The cookies of a Cookie header, in the order they were sent. */
export function readCookies(header: string | null): { name: string; value: string }[] {
  return (header ?? "").split(";").map((entry) => {
    const [name = "", ...rest] = entry.trim().split("=");
    return { name, value: rest.join("=") };
  });
}

/** The value that a browser sent under this name: the first, where there are several. */
export function heldValue(header: string | null, name: string): string | undefined {
  return readCookies(header).find((cookie) => cookie.name === name)?.value;
}
