/**
 * The secret key of an Authorization header, as Stripe takes it: `Bearer KEY`, or Basic with the key as
 * user name and no password. Null when there is none.
 */
export function readCredentials(header: string | null): string | null {
  const [scheme = "", credentials = ""] = (header ?? "").trim().split(/\s+/);
  if (credentials === "") return null;
  switch (scheme.toLowerCase()) {
    case "bearer":
      return credentials;
    case "basic":
      return Buffer.from(credentials, "base64").toString("utf8").split(":")[0] || null;
    default:
      return null;
  }
}
