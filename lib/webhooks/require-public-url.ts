import { PorticoError } from "../errors";
import { findUrlFault } from "./public-url";

/** Throws `url_invalid` or `url_blocked` (400, `param` url) for a URL that cannot be sent to. Asks no DNS. */
export function requirePublicUrl(url: string): void {
  const fault = findUrlFault(url);
  if (fault === null) return;
  const message =
    fault === "url_invalid"
      ? "Not a valid URL"
      : "This URL cannot be used: it must begin with https://, lead to a public host on port 443 or 8443, and hold " +
        "neither a user name nor a fragment.";
  throw new PorticoError(fault, { param: "url", message });
}
