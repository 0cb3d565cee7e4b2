import type { MerchantPlace } from "../configurations/find-merchant-place";
import { transact } from "../db/client";
import { takeTicket } from "../db/email-links";
import { PorticoError } from "../errors";
import { type OpenedSession, openSession } from "../sessions/open-session";
import { ticketSeconds } from "./link-scope";
import { requireLogin } from "./require-login";
import { requireTicket } from "./require-ticket";
import { resolveCustomers } from "./resolve-customers";

export type Choosing = {
  readonly customer: string;
  /** What the proof of the mailbox was exchanged for. */
  readonly ticket: string | undefined;
  /** The key of the browser that an iframe's session will belong to; null: the hosted surface. */
  readonly embeddedIn: string | null;
};

/**
 * Opens a session for one of several customers behind a mailbox that was proved, once. Who shares it is asked of
 * Stripe again. Throws `link_invalid`, `link_expired` and `link_used` for the ticket, `resource_missing` for a
 * customer that is not (or no longer) one of them, `feature_disabled` (404), and the errors of reading Stripe.
 */
export async function chooseCustomer(
  place: MerchantPlace,
  { customer, ticket, embeddedIn }: Choosing,
): Promise<OpenedSession> {
  const { merchant, livemode } = place;
  const scope = { merchantId: merchant.id, livemode };
  const row = await requireTicket(scope, ticket, embeddedIn);
  const { configurationId } = await requireLogin(place, row.configurationId);
  const customers = await resolveCustomers(merchant.id, livemode, row.email);
  if (!customers.some(({ id }) => id === customer)) {
    throw new PorticoError("resource_missing", { param: "customer" });
  }
  return transact(async (tx) => {
    if (!(await takeTicket(tx, row.id, ticketSeconds))) throw new PorticoError("link_used");
    const who = { ...scope, customerId: customer, configurationId };
    return openSession(tx, { ...who, proof: "email_link", embeddedIn });
  });
}
