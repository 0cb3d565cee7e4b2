import { findPlace } from "../configurations/find-login-page";
import type { MerchantPlace } from "../configurations/find-merchant-place";
import type { Place } from "../db/place";
import { findSession, findSessionByCode, type SessionRow } from "../db/portal-sessions";
import { PorticoError } from "../errors";
import { segmentOf } from "../portal/segment";
import type { CustomerFact } from "../portal/snapshot";
import { hashToken } from "../secrets";
import { isRecoverable } from "../sessions/is-recoverable";
import { isToken } from "../sessions/load-session";
import { read } from "../stripe/call";
import { loadStripe } from "../stripe/client";
import { toCustomer } from "../stripe/reshape";
import { isMailbox } from "./resolve-customers";

/**
 * The session behind an old link that its customer may have back (Stripe's `after_expiration`). Throws
 * `session_unknown` for what is no link of this merchant and mode, `feature_disabled` (404) where there is no way back.
 */
export async function requireLostSession(
  { merchant, livemode, segment }: MerchantPlace,
  code: string,
): Promise<SessionRow> {
  const row = isToken(code) ? await findSessionByCode(hashToken(code)) : null;
  if (row === null || row.merchantId !== merchant.id || row.livemode !== livemode) {
    throw new PorticoError("session_unknown");
  }
  if (await isOffered(row, segment)) return row;
  throw new PorticoError("feature_disabled", { status: 404 });
}

export type Recovered = { readonly session: SessionRow; readonly customer: CustomerFact };

/**
 * The session to replace and its customer, who must have this very mailbox (as parseEmail gives it); null where
 * there is no way back, or the mailbox is somebody else's. Throws the errors of reading Stripe.
 */
export async function findRecovered(
  place: Place,
  sessionId: string,
  email: string,
): Promise<Recovered | null> {
  const session = await findSession(place, sessionId);
  if (session === null || !(await isOffered(session, segmentOf(session)))) return null;
  const stripe = await loadStripe(place.merchantId, place.livemode);
  const customer = await read(() => stripe.customers.retrieve(session.customerId));
  if (customer.deleted || !isMailbox(customer.email, email)) return null;
  return { session, customer: toCustomer(customer) };
}

/** A configuration that is no longer active opens nothing new. */
async function isOffered(row: SessionRow, segment: string): Promise<boolean> {
  return isRecoverable(row) && (await findPlace(segment, row.configurationId)) !== null;
}
