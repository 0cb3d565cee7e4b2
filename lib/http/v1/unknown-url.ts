import { PorticoError } from "../../errors";
import { newRequestId, respondError } from "../respond";
import { docUrl } from "./doc-url";

/** The /v1 answer to a path or method that does not exist there, in Stripe's words. */
export async function unknownUrl(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const message = `Unrecognized request URL (${request.method}: ${pathname.slice(0, 200)}).`;
  return respondError(new PorticoError("resource_missing", { message }), newRequestId(), docUrl);
}
