import { mintSession } from "../../sessions/mint-session";
import { parse } from "../../wire/parse";
import { createSessionSchema, serialiseSession } from "../../wire/portal-session";
import { respond } from "../respond";
import type { ApiCall } from "./with-secret-key";

/** `POST /v1/billing_portal/sessions`, as Stripe's own endpoint takes and answers it. */
export async function createPortalSession({ minter, requestId, form }: ApiCall): Promise<Response> {
  const { return_url: returnUrl, ...input } = parse(createSessionSchema, form);
  const session = await mintSession(minter, { ...input, returnUrl });
  const created = Math.floor(session.createdAt.getTime() / 1000);
  return respond(serialiseSession({ ...session, created }), requestId);
}
