import { env } from "../env";

/** Our own page that a customer's mailed link leads to. */
export function hostedLink(segment: string, code: string): string {
  return `${env().APP_URL}/p/${segment}/link/${code}`;
}

/** Our own page that a member's mailed link leads to. */
export function memberLink(code: string): string {
  return `${env().APP_URL}/dashboard/link/${code}`;
}

/**
 * The merchant's own page with the code added: in the fragment, which no server and no referrer sees, or as
 * `?token=` when the merchant wants it there or the page has a fragment of its own, which is kept.
 */
export function redirectLink(
  redirectUrl: string,
  code: string,
  tokenIn: "fragment" | "query",
): string {
  const url = new URL(redirectUrl);
  if (tokenIn === "fragment" && url.hash === "") {
    url.hash = `portico_token=${code}`;
    return url.href;
  }
  // Two of them would be read as none.
  if (url.searchParams.has("token")) url.searchParams.delete("token");
  url.search = url.search === "" ? `?token=${code}` : `${url.search}&token=${code}`;
  return url.href;
}
