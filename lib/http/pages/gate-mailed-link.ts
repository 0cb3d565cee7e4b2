import { findMerchantPlace } from "../../configurations/find-merchant-place";
import { PorticoError, toPorticoError } from "../../errors";
import { findAskedLink } from "../../proofs/find-asked-link";
import { inspectLink } from "../../proofs/inspect-link";
import { loadSession } from "../../sessions/load-session";
import { linkCodeHeader } from "../hide-link-code";
import { heldBrowserKey } from "../portal/cookies";
import { openPage } from "../portal/open-page";
import type { LinkShown } from "./verdict";

/**
 * The page of a mailed link, changing nothing however often it is looked at. Throws what inspectLink throws, with
 * the way on in `extra`: the portal where its customer is signed in, the login page otherwise.
 */
export async function gateMailedLink(
  request: Request,
  segment: string,
  addressed: string,
): Promise<LinkShown> {
  const code = request.headers.get(linkCodeHeader) ?? addressed;
  const place = await findMerchantPlace(segment);
  if (place === null) throw new PorticoError("resource_missing");
  const scope = { merchantId: place.merchant.id, livemode: place.livemode };
  const browserKey = heldBrowserKey(request.headers.get("cookie"), segment);
  try {
    const { kind, maskedEmail } = await inspectLink("customer", scope, code, browserKey);
    return { kind: "link", status: 200, segment, email: maskedEmail, isOwn: kind === "ready" };
  } catch (error) {
    const { code: reason, details, status } = toPorticoError(error);
    if (status >= 500) throw error;
    const asked = await findAskedLink(scope, code, browserKey);
    const portal = (await isSignedIn(request, segment)) ? segment : null;
    const extra = { email: asked?.email, configuration: asked?.configurationId, portal };
    throw new PorticoError(reason, { ...details, extra });
  }
}

async function isSignedIn(request: Request, segment: string): Promise<boolean> {
  try {
    await openPage(request.headers.get("cookie"), segment, loadSession);
    return true;
  } catch (error) {
    if (error instanceof PorticoError && error.status === 401) return false;
    throw error;
  }
}
