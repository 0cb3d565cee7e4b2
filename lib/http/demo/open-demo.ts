import { findMerchantBySlug } from "../../db/merchants";
import { requireDemoCustomer } from "../../demo";
import { PorticoError } from "../../errors";
import { mintSession } from "../../sessions/mint-session";
import { entryOrigin, requireOurOrigin } from "../origins";
import { readBody } from "../read-body";
import { redirect } from "../redirect";
import { newRequestId, respondError } from "../respond";

/** `POST /demo/open`: mints a fresh session for a sample customer and leads to its link. Demo only. */
export async function openDemo(request: Request): Promise<Response> {
  const requestId = newRequestId();
  try {
    requireOurOrigin(request, true);
    const form = new URLSearchParams(await readBody(request, 4096));
    const { merchant: slug, customer } = requireDemoCustomer(form.get("customer") ?? "");
    const merchant = await findMerchantBySlug(slug);
    if (merchant === null) throw new PorticoError("resource_missing");
    const minter = { merchantId: merchant.id, livemode: false };
    const returnUrl = `${entryOrigin(request)}/demo`;
    const { url } = await mintSession(minter, { customer, returnUrl });
    return redirect(new URL(url).pathname, requestId);
  } catch (error) {
    return respondError(error, requestId);
  }
}
