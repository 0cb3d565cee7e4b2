import type { MerchantPlace } from "../configurations/find-merchant-place";
import { addCustomerEntry } from "../db/audit-entries";
import { transact } from "../db/client";
import { takeTicket } from "../db/email-links";
import type { Place } from "../db/place";
import { PorticoError } from "../errors";
import type { PortalConfiguration } from "../portal/configuration";
import type { CustomerFact } from "../portal/snapshot";
import { taskPaths } from "../portal/task-paths";
import { openSession } from "../sessions/open-session";
import { read } from "../stripe/call";
import { loadStripe } from "../stripe/client";
import { newcomerMark } from "../stripe/reshape";
import { ticketSeconds } from "./link-scope";
import { loadChoices } from "./load-choices";
import { loadFirstPlans } from "./load-first-plans";
import { makeCustomer } from "./make-customer";
import { noCustomer, type Redeemed } from "./redeem-mailbox";
import { requireLogin } from "./require-login";
import { requireTicket } from "./require-ticket";
import { resolveCustomers } from "./resolve-customers";

export type PlanChoice = {
  /** The id of the price that was chosen among the plans that were shown. */
  readonly price: string;
  /** What the proof of the mailbox was exchanged for. */
  readonly ticket: string | undefined;
  /** The key of the browser that an iframe's session will belong to; null: the hosted surface. */
  readonly embeddedIn: string | null;
};

/**
 * Makes the customer that a proved mailbox was not yet, at the confirmation of a plan, and opens a session on the page
 * that says what the plan costs. Who has become a customer meanwhile comes in as customers do. Nothing is used up
 * before there is a customer, so after any fault the same confirmation goes on where it was. Throws `link_invalid`,
 * `link_expired` and `link_used` for the ticket, `preview_outdated` for a plan that is not (or no longer) on offer,
 * `resource_missing` where nothing is, `feature_disabled` (404), and as makeCustomer does.
 */
export async function admitNewcomer(
  place: MerchantPlace,
  { price, ticket, embeddedIn }: PlanChoice,
): Promise<Redeemed> {
  const { merchant, livemode } = place;
  const scope = { merchantId: merchant.id, livemode };
  const { id, email, configurationId: asked } = await requireTicket(scope, ticket, embeddedIn);
  const { configurationId, configuration } = await requireLogin(place, asked);
  const customers = await findCustomers(scope, { email, price }, configuration);
  const [customer, another] = customers;
  if (customer === undefined || ticket === undefined) throw noCustomer();
  if (another !== undefined) {
    const choices = await loadChoices(merchant.id, livemode, customers);
    return { kind: "choices", choices, ticket };
  }
  const isNew = await isNewcomer(scope, customer);
  const session = await transact(async (tx) => {
    if (!(await takeTicket(tx, id, ticketSeconds))) throw new PorticoError("link_used");
    const who = { ...scope, customerId: customer.id };
    if (isNew) await addCustomerEntry(tx, { ...who, data: { via: "plan_picker", price } });
    return openSession(tx, { ...who, configurationId, proof: "email_link", embeddedIn });
  });
  return { kind: "opened", session, task: isNew ? taskPaths.begin(price) : "" };
}

/** Nobody is made for a plan that is not on offer. */
async function findCustomers(
  place: Place,
  { email, price }: { readonly email: string; readonly price: string },
  configuration: PortalConfiguration,
): Promise<readonly CustomerFact[]> {
  const known = await resolveCustomers(place.merchantId, place.livemode, email);
  if (known.length > 0) return known;
  const plans = await loadFirstPlans(place, configuration);
  if (plans.length === 0) throw noCustomer();
  const isOffered = plans.some(({ prices }) => prices.some(({ id }) => id === price));
  if (!isOffered) throw new PorticoError("preview_outdated", { param: "price" });
  return makeCustomer(place, email);
}

/** Whether the customer was made here: by this confirmation, or by an earlier one whose answer was lost. */
async function isNewcomer({ merchantId, livemode }: Place, { id }: CustomerFact): Promise<boolean> {
  const stripe = await loadStripe(merchantId, livemode);
  const customer = await read(() => stripe.customers.retrieve(id));
  return !customer.deleted && customer.metadata[newcomerMark] !== undefined;
}
