/**
 * The token of `Authorization: Bearer …`; null when the request carries none (Basic, which a proxy in between
 * may ask for, is none). A malformed one is a token that nobody has.
 */
export function bearerToken(request: Request): string | null {
  const header = request.headers.get("authorization") ?? "";
  if (!/^bearer\b/i.test(header)) return null;
  return /^bearer (\S+)$/i.exec(header)?.[1] ?? "";
}
