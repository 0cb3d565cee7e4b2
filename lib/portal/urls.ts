const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** An absolute http(s) URL, spelt as one: nothing a browser would have to mend, no user, no control character. */
export function isHttpUrl(text: string): boolean {
  if (!/^https?:\/\/[^\s/\\\p{Cc}][^\s\\\p{Cc}]*$/iu.test(text) || !URL.canParse(text))
    return false;
  const { username, password, hostname } = new URL(text);
  return username === "" && password === "" && isPlainHost(hostname) && !text.includes("%00");
}

/** URLs allow hosts like `*` and `a;b`, which mean something else in a policy of the browser. */
function isPlainHost(hostname: string): boolean {
  return /^(?:\[[\da-f:.]+\]|[a-z\d_](?:[a-z\d_.-]*[a-z\d])?)$/.test(hostname);
}

/** A page that a mailed link may lead back to: https, or http on the developer's own machine. */
export function isRedirectUrl(text: string): boolean {
  if (!isHttpUrl(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || loopback.has(hostname);
}

/** A site, and nothing more than that: no path, no wildcard. */
export function isOriginOf(text: string): boolean {
  return isRedirectUrl(text) && new URL(text).origin === text;
}
