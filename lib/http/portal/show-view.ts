import { buildPortalView } from "../../portal/build-portal-view";
import { currentFlow } from "../../sessions/current-flow";
import { freshSnapshot } from "../../snapshot/recent-snapshot";
import { scopeOf } from "../../snapshot/scope-of";
import { timeOf } from "../../snapshot/time-of";
import { respond } from "../respond";
import { readList } from "./read-list";
import type { PortalCall } from "./with-portal-session";

/** `GET view`: the view built from a fresh reading. A query asks for other windows of its lists. */
export async function showView({ context, requestId, url }: PortalCall): Promise<Response> {
  const { session, configuration } = context;
  const invoicesAfter = url.searchParams.get("invoices_after");
  const page = invoicesAfter === null ? {} : { invoicesAfter };
  const list = readList(url.searchParams);
  const seen = await freshSnapshot(scopeOf(context), { ...page, ...list, upcoming: "all" });
  const visit = { ...session, flow: await currentFlow(context) };
  return respond(
    buildPortalView({ session: visit, configuration, now: timeOf(seen.snapshot), ...seen }),
    requestId,
  );
}
