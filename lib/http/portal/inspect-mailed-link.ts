import { z } from "zod";
import { findMerchantPlace } from "../../configurations/find-merchant-place";
import { isBrowserKey } from "../../embed/browser-key";
import { PorticoError } from "../../errors";
import { inspectLink } from "../../proofs/inspect-link";
import { parse } from "../../wire/parse";
import { respond } from "../respond";
import type { OwnPageCall } from "../with-own-page";

const schema = z.strictObject({
  merchant: z.string(),
  browser: z.string().refine(isBrowserKey),
  /** May be anything: what is no code is `link_invalid`. */
  code: z.unknown(),
});

/**
 * `POST sessions/inspect` ← `{ merchant, code, browser }` → `{ email, own }`: whose mailbox a mailed link in an iframe
 * proves, masked, and whether this browser asked for it. What the hosted page of a link shows; nothing changes.
 */
export async function inspectMailedLink({ requestId, body }: OwnPageCall): Promise<Response> {
  const { merchant: segment, browser, code } = parse(schema, body);
  const place = await findMerchantPlace(segment);
  if (place === null) throw new PorticoError("link_invalid");
  const scope = { merchantId: place.merchant.id, livemode: place.livemode };
  const { kind, maskedEmail } = await inspectLink("customer", scope, code, browser);
  return respond({ email: maskedEmail, own: kind === "ready" }, requestId);
}
