import type Stripe from "stripe";
import { PorticoError } from "../errors";
import { log } from "../log";
import type { CustomerFact } from "../portal/snapshot";
import { read } from "../stripe/call";
import { loadStripe } from "../stripe/client";
import { toCustomer } from "../stripe/reshape";
import { foldEmail } from "./email-address";

/** Stripe's longest page: a mailbox with more customers than that is shown the newest. */
const limit = 100;

/**
 * The merchant's customers whose address in Stripe is this mailbox (as parseEmail gives it), whatever the case it
 * is written in there; newest first. Throws the errors of reading Stripe.
 */
export async function resolveCustomers(
  merchantId: string,
  livemode: boolean,
  email: string,
): Promise<CustomerFact[]> {
  const stripe = await loadStripe(merchantId, livemode);
  const [listed, found] = await Promise.all([
    read(() => stripe.customers.list({ email, limit })),
    search(stripe, email),
  ]);
  const all = new Map([...listed.data, ...found].map((customer) => [customer.id, customer]));
  return [...all.values()]
    .filter((customer) => !customer.deleted && isMailbox(customer.email, email))
    .sort((one, other) => other.created - one.created)
    .map(toCustomer);
}

/** A list knows an address only as it was written; a search knows it in every case. Some accounts have none. */
async function search(stripe: Stripe, email: string): Promise<Stripe.Customer[]> {
  const query = `email:"${email.replace(/["\\]/g, "\\$&")}"`;
  try {
    return (await read(() => stripe.customers.search({ query, limit }))).data;
  } catch (error) {
    if (!(error instanceof PorticoError) || !lacksSearch(error)) throw error;
    log().info({ reason: error.code }, "this Stripe account cannot search customers");
    return [];
  }
}

/** Refused for good: no such endpoint in this account's region, or not within its key's permissions. */
function lacksSearch({ code }: PorticoError): boolean {
  return (
    code === "subscription_state" || code === "merchant_unavailable" || code === "resource_missing"
  );
}

/** Whether Stripe's address is this mailbox (as parseEmail gives it), whatever the case it is written in. */
export function isMailbox(email: string | null, mailbox: string): boolean {
  return email !== null && foldEmail(email).trim() === mailbox;
}
