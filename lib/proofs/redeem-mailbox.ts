import type { MerchantPlace } from "../configurations/find-merchant-place";
import { transact } from "../db/client";
import type { Place } from "../db/place";
import { PorticoError } from "../errors";
import { newSecret } from "../ids";
import { flowPath } from "../portal/flow-start";
import type { PlanView } from "../portal/view";
import { type OpenedSession, openSession } from "../sessions/open-session";
import { consumeLink } from "./consume-link";
import { hashTicket } from "./hash-ticket";
import type { ProvedMailbox } from "./link-scope";
import { type Choice, loadChoices } from "./load-choices";
import { loadFirstPlans } from "./load-first-plans";
import { checkLink } from "./prove-link";
import { checkPin } from "./prove-pin";
import { findRecovered } from "./recover-session";
import { requireLogin } from "./require-login";
import { resolveCustomers } from "./resolve-customers";

/** What a browser shows for a mailbox: the mailed link's code, or the 6 digits, maybe with the link's code. */
export type MailboxProof = {
  readonly code?: unknown;
  readonly pin?: unknown;
  /** What the browser keeps; of an iframe's, what its session will belong to as well. */
  readonly browserKey: string | undefined;
  readonly embedded: boolean;
};

export type Redeemed =
  | {
      readonly kind: "opened";
      readonly session: OpenedSession;
      /** The task it is for, as the path below the portal's own; "": none. */
      readonly task: string;
    }
  | { readonly kind: "choices"; readonly choices: readonly Choice[]; readonly ticket: string }
  | {
      /** Nobody's mailbox yet: what may be begun, and the customer is made when it is. */
      readonly kind: "plans";
      readonly email: string;
      readonly plans: readonly PlanView[];
      readonly ticket: string;
    };

/**
 * Lets a customer in who has proved their mailbox: one customer there gets a session, several are shown to choose
 * from; where there is none, the plans are shown if the merchant sells them to anybody; whoever came for a session that
 * is over gets it anew. Nothing is used up before Stripe has said who they are; then one attempt of any number gets through.
 * Throws as proveLink and provePin do, `feature_disabled` (404) when the login was switched off since,
 * `resource_missing` when no customer has this address any more, and the errors of reading Stripe.
 */
export async function redeemMailbox(place: MerchantPlace, proof: MailboxProof): Promise<Redeemed> {
  const { merchant, livemode } = place;
  const scope = { merchantId: merchant.id, livemode };
  const mailbox = await checkProof(scope, proof);
  const embeddedIn = proof.embedded ? (proof.browserKey ?? null) : null;
  if (mailbox.sessionId !== null) return replace(scope, mailbox, embeddedIn);
  const { configurationId, configuration } = await requireLogin(place, mailbox.configurationId);
  const customers = await resolveCustomers(merchant.id, livemode, mailbox.email);
  const [customer, another] = customers;
  if (customer === undefined) {
    const plans = await loadFirstPlans(scope, configuration);
    if (plans.length === 0) throw noCustomer();
    const { email } = mailbox;
    return { kind: "plans", email, plans, ticket: await exchange(mailbox, embeddedIn) };
  }
  if (another !== undefined) {
    const choices = await loadChoices(merchant.id, livemode, customers);
    return { kind: "choices", choices, ticket: await exchange(mailbox, embeddedIn) };
  }
  const session = await transact(async (tx) => {
    await consumeLink(mailbox, tx);
    const who = { ...scope, customerId: customer.id, configurationId };
    return openSession(tx, { ...who, proof: "email_link", embeddedIn });
  });
  return { kind: "opened", session, task: "" };
}

/** Opens a session like the one that is over: the same customer, configuration and everything else it carried. */
async function replace(
  place: Place,
  mailbox: ProvedMailbox,
  embeddedIn: string | null,
): Promise<Redeemed> {
  const { sessionId, email } = mailbox;
  const found = sessionId === null ? null : await findRecovered(place, sessionId, email);
  if (found === null) throw noCustomer();
  const { id: replaces, customerId, configurationId, flow } = found.session;
  const session = await transact(async (tx) => {
    await consumeLink(mailbox, tx);
    const who = { ...place, customerId, configurationId, replaces };
    return openSession(tx, { ...who, proof: "email_link", embeddedIn });
  });
  return { kind: "opened", session, task: flowPath(flow) };
}

function checkProof(
  scope: { readonly merchantId: string; readonly livemode: boolean },
  { pin, code, browserKey }: MailboxProof,
): Promise<ProvedMailbox> {
  return pin === undefined
    ? checkLink("customer", scope, code, browserKey)
    : checkPin("customer", scope, { pin, code, browserKey });
}

/** Uses the link up for the leave to choose: a customer, or a plan. */
async function exchange(mailbox: ProvedMailbox, embeddedIn: string | null): Promise<string> {
  const ticket = newSecret("ptk");
  await consumeLink(mailbox, null, hashTicket(ticket, embeddedIn));
  return ticket;
}

/** Nobody has the mailbox. */
export function noCustomer(): PorticoError {
  const message = "No customer has this address any more.";
  return new PorticoError("resource_missing", { param: "email", message });
}
