import { findRecordInView, listRecordsInView } from "../../records/records-in-view";
import { respond } from "../respond";
import type { PortalCall } from "./with-portal-session";

/** `GET changes`: what this session's customer changed, newest first; `?after=int_…` gives the page that follows. */
export async function showChanges({ context, requestId, url }: PortalCall): Promise<Response> {
  return respond(await listRecordsInView(context, url.searchParams.get("after")), requestId);
}

/** `GET changes/{id}`: one of them. */
export async function showChange({ context, requestId, params }: PortalCall): Promise<Response> {
  return respond(await findRecordInView(context, params["id"] ?? ""), requestId);
}
