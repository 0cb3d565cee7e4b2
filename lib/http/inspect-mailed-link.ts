import { z } from "zod";
import { findMerchantBySegment } from "../configurations/find-login-page";
import { PorticoError } from "../errors";
import { inspectLink } from "../proofs/inspect-link";
import { parse } from "../wire/parse";
import { isBrowserKey } from "./cookies";
import { respond } from "./respond";
import type { OwnPageCall } from "./with-own-page";

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
  const merchant = await findMerchantBySegment(segment);
  if (merchant === null) throw new PorticoError("link_invalid");
  const scope = { merchantId: merchant.id, livemode: !segment.startsWith("test_") };
  const { kind, maskedEmail } = await inspectLink("customer", scope, code, browser);
  return respond({ email: maskedEmail, own: kind === "ready" }, requestId);
}
