import { findPlace } from "../../configurations/find-login-page";

/** In test mode: the developer's own machine, on any port. */
const loopback = ["http://localhost:*", "http://127.0.0.1:*"];

/**
 * The sites that may show this segment's portal in a frame, as a policy says it: the merchant's allowed origins and
 * ourselves, never everybody. `'none'` for an unknown merchant.
 */
export async function frameAncestors(segment: string): Promise<string> {
  const place = await findPlace(segment);
  if (place === null) return "'none'";
  const { allowed_origins: allowed } = place.configuration.portico.security;
  return ["'self'", ...allowed, ...(place.livemode ? [] : loopback)].join(" ");
}
