/** A random key of this browser: 256 bits, base64url, behind the prefix that leak scanners look for. */
export function makeKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const text = btoa(String.fromCharCode(...bytes));
  return `pfk_${text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "")}`;
}

/** Whether a text is a browser's key, as `makeKey` makes them, and newSecret("pfk") on the server. */
export function isBrowserKey(value: unknown): value is string {
  return typeof value === "string" && /^pfk_[\w-]{43}$/.test(value);
}
