import { addAuditEntry } from "../db/audit-entries";
import { transact } from "../db/client";
import { insertEmailLink } from "../db/email-links";
import { addToOutbox } from "../db/outbox";
import { PorticoError } from "../errors";
import { takeFromLimit } from "../limits/take-from-limit";
import { log } from "../log";
import { hashToken } from "../secrets";
import type { Audience, LinkScope } from "./link-scope";

export type LinkRequest = LinkScope & {
  readonly audience: Audience;
  /** Of a customer's link: what the session will be opened with. */
  readonly configurationId: string | null;
  /** As parseEmail gives it. */
  readonly email: string;
  /** One of the configuration's own redirect URLs; null: the link leads to our page. */
  readonly redirectUrl: string | null;
  /** The session whose link opens nothing any more, to be replaced; null: the customer just signs in. */
  readonly sessionId: string | null;
  /** What the asking browser keeps: the link opens without a code only there. */
  readonly browserKey: string;
  /** The network address it was asked from. */
  readonly address: string;
};

/**
 * Takes a request for a mailed link. The same work for every mailbox: limits are counted, one row is written, and
 * the queue is told; whether there is anybody to mail is found out there. A mailbox or merchant beyond its limit
 * is silently not mailed. Throws `rate_limited` for an address beyond its own.
 */
export async function askLink(request: LinkRequest): Promise<void> {
  const address = await takeFromLimit("link_address", request.address);
  if (!address.allowed) {
    throw new PorticoError("rate_limited", { retryAfterSeconds: address.retryAfterSeconds });
  }
  const limit = await findLimit(request);
  await (limit === null ? keepRequest(request) : keepLimited(request, limit));
}

/** The limit that forbids a mail now. All are counted, whichever it is. */
async function findLimit({ email, merchantId }: LinkRequest): Promise<string | null> {
  const [mailbox, merchant] = await Promise.all([
    takeFromLimit("link_mailbox", email),
    merchantId === null ? null : takeFromLimit("link_merchant", merchantId),
  ]);
  if (!mailbox.allowed) return "mailbox";
  return merchant?.allowed === false ? "merchant" : null;
}

function keepRequest(request: LinkRequest): Promise<void> {
  return transact(async (tx) => {
    const browserHash = hashToken(request.browserKey);
    const link = await insertEmailLink(tx, { ...columnsOf(request), browserHash });
    await addToOutbox(tx, "email_link", { link });
  });
}

/** As many statements as for a request that is mailed. Bound to no browser: the one before stays its latest. */
function keepLimited(request: LinkRequest, limit: string): Promise<void> {
  const { merchantId, livemode } = request;
  return transact(async (tx) => {
    const link = await insertEmailLink(tx, { ...columnsOf(request), browserHash: "" });
    if (merchantId === null) {
      log().info({ link, limit }, "email_link.limited");
      return;
    }
    const actor = { actorType: "system", actorId: "limits" } as const;
    const what = { action: "email_link.limited", target: link, data: { limit } };
    await addAuditEntry(tx, { merchantId, livemode, ...actor, ...what });
  });
}

function columnsOf(request: LinkRequest) {
  const { audience, merchantId, livemode, configurationId, email, redirectUrl, sessionId } =
    request;
  return { audience, merchantId, livemode, configurationId, email, redirectUrl, sessionId };
}
