import { endSession } from "../../db/portal-sessions";
import { PorticoError } from "../../errors";
import { segmentOf } from "../../portal/segment";
import { respond } from "../respond";
import { clearedSessionCookie } from "./cookies";
import type { PortalCall } from "./with-portal-session";

/** `POST sessions/logout` → `{ status: "ended" }`: the session is over for every browser, its cookie is taken back. */
export async function logOut({ context, requestId }: PortalCall): Promise<Response> {
  const { merchant, livemode, session, surface } = context;
  if (!(await endSession(merchant.id, session.id))) throw new PorticoError("session_expired");
  const answer = respond({ status: "ended" }, requestId);
  // An iframe's calls carry no credentials of the browser, so it may not clear anything there.
  if (surface === "hosted") {
    answer.headers.set("Clear-Site-Data", '"cache"');
    const segment = segmentOf({ slug: merchant.slug, livemode });
    answer.headers.set("Set-Cookie", clearedSessionCookie(segment));
  }
  return answer;
}
