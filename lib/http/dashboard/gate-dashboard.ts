import { readDashboardPath } from "../../auth/dashboard-path";
import { inspectMemberLink } from "../../auth/inspect-member-link";
import { visitMember } from "../../auth/visit-member";
import { visitMerchant } from "../../auth/visit-merchant";
import { hasOwner } from "../../db/members";
import { PorticoError, toPorticoError } from "../../errors";
import { requireSessionFilter } from "../../sessions/session-filter";
import { linkCodeHeader } from "../hide-link-code";
import { logError, newRequestId, respondError } from "../respond";
import { gateAction } from "./gate-action";
import { heldMemberToken } from "./member-cookie";
import { readMemberFlow } from "./member-flow";

/** What answers instead of the dashboard page that was asked for. */
export type DashboardVerdict =
  | { readonly kind: "answer"; readonly response: Response }
  | { readonly kind: "shown"; readonly status: number; readonly path: string };

/** Whether a path belongs to the dashboard. */
export function isDashboardPath(pathname: string): boolean {
  return pathname === "/dashboard" || pathname.startsWith("/dashboard/");
}

/**
 * The door's verdict on a request to the dashboard: null lets it pass. Pages are only read; anonymous visitors get
 * the sign-in page with 401, foreign and unknown merchants the same 404. It decides what is shown, and with which
 * status; every page and every action asks again.
 */
export async function gateDashboard(request: Request): Promise<DashboardVerdict | null> {
  const requestId = newRequestId();
  if (request.method !== "GET" && request.method !== "HEAD") {
    return refuseAction(request, requestId);
  }
  try {
    await gateRead(request, requestId);
    return null;
  } catch (thrown) {
    const error = toPorticoError(thrown);
    logError(error, requestId);
    return { kind: "shown", status: error.status, path: placeFor(error, request) };
  }
}

async function refuseAction(request: Request, requestId: string): Promise<DashboardVerdict | null> {
  try {
    await gateAction(request);
    return null;
  } catch (error) {
    return { kind: "answer", response: respondError(error, requestId) };
  }
}

async function gateRead(request: Request, requestId: string): Promise<void> {
  const { pathname, searchParams } = new URL(request.url);
  const [, , segment = "", below = ""] = pathname.split("/");
  const cookie = request.headers.get("cookie");
  const token = heldMemberToken(cookie);
  if (segment === "sign-in") return;
  if (segment === "setup") await requireNoOwner();
  else if (segment === "link")
    await inspectMemberLink(linkCodeOf(request, below), readMemberFlow(cookie).key);
  else if (segment === "" || segment === "preview") await visitMember(token, null, "look");
  else {
    await visitMerchant({ token, requestId }, segment, "look");
    // The framework's own mark on what it fetches of a page.
    searchParams.delete("_rsc");
    if (below === "sessions") requireSessionFilter(searchParams);
  }
}

/** The code was taken out of the address before Next saw it. */
function linkCodeOf(request: Request, addressed: string): string {
  return request.headers.get(linkCodeHeader) ?? addressed;
}

async function requireNoOwner(): Promise<void> {
  if (await hasOwner()) throw new PorticoError("resource_missing");
}

function placeFor({ code, status }: PorticoError, request: Request): string {
  const { pathname, search } = new URL(request.url);
  // The page itself says what it does not take.
  if (code === "parameter_invalid") return `${pathname}${search}`;
  if (status === 404 || status >= 500) return `/dashboard/refused?code=${code}`;
  const next = status === 401 ? readDashboardPath(`${pathname}${search}`) : null;
  const query = new URLSearchParams({ reason: code, ...(next === null ? {} : { next }) });
  return `/dashboard/sign-in?${query}`;
}
