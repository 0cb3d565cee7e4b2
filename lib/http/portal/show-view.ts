import { buildPortalView } from "../../portal/build-portal-view";
import { freshSnapshot } from "../../snapshot/recent-snapshot";
import { scopeOf } from "../../snapshot/scope-of";
import { timeOf } from "../../snapshot/time-of";
import { respond } from "../respond";
import type { PortalCall } from "./with-portal-session";

/** `GET view`: the view built from a fresh reading. `?invoices_after=in_…` gives the next window of invoices. */
export async function showView({ context, requestId, url }: PortalCall): Promise<Response> {
  const { session, configuration } = context;
  const invoicesAfter = url.searchParams.get("invoices_after");
  const page = invoicesAfter === null ? {} : { invoicesAfter };
  const seen = await freshSnapshot(scopeOf(context), { ...page, upcoming: "all" });
  return respond(
    buildPortalView({ session, configuration, now: timeOf(seen.snapshot), ...seen }),
    requestId,
  );
}
