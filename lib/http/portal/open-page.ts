import { PorticoError } from "../../errors";
import { segmentOf } from "../../portal/segment";
import type { PortalContext } from "../../sessions/load-session";
import { heldToken } from "./cookies";

/**
 * The session behind a portal page: the one whose cookie belongs to the page's merchant and mode. A cookie
 * renamed to another merchant's opens nothing, nor does an iframe's bearer as a cookie. Throws as `open` does.
 */
export async function openPage(
  cookie: string | null,
  segment: string,
  open: (token: string | undefined) => Promise<PortalContext>,
): Promise<PortalContext> {
  const context = await open(heldToken(cookie, segment));
  const { merchant, livemode, surface } = context;
  if (surface !== "hosted" || segmentOf({ slug: merchant.slug, livemode }) !== segment) {
    throw new PorticoError("session_required");
  }
  return context;
}
