import type Stripe from "stripe";
import { PorticoError } from "../errors";
import { stripeIds } from "../portal/stripe-ids";
import { noSuch, readNamed } from "./read-named";

/** Whom a session is for: one of the two. */
export type GivenSubject = {
  readonly customer?: string | undefined;
  /** An account of Stripe's API v2 that is configured as a customer. */
  readonly customerAccount?: string | undefined;
};

/**
 * The id of the customer a session is for. Stripe gives the customer of an account at `/v1/customers/acct_…`.
 * Throws `parameters_exclusive`, `parameter_missing`, `resource_missing` with `param`, and the errors of reading Stripe.
 * Source: https://docs.stripe.com/connect/use-accounts-as-customers
 */
export async function readCustomer(
  stripe: Stripe,
  { customer, customerAccount: account }: GivenSubject,
): Promise<string> {
  if (customer !== undefined && account !== undefined) {
    throw new PorticoError("parameters_exclusive", {
      param: "customer_account",
      message: "You may only specify one of these parameters: customer, customer_account.",
    });
  }
  if (account !== undefined) {
    const named = { kind: "account", id: account, param: "customer_account" };
    return retrieve(stripe, { ...named, pattern: stripeIds.account });
  }
  if (customer === undefined) {
    const message = "Missing required param: customer.";
    throw new PorticoError("parameter_missing", { param: "customer", message });
  }
  const named = { kind: "customer", id: customer, param: "customer" };
  return retrieve(stripe, { ...named, pattern: stripeIds.customer });
}

async function retrieve(stripe: Stripe, named: Parameters<typeof readNamed>[0]): Promise<string> {
  const customer = await readNamed(named, (id) => stripe.customers.retrieve(id));
  if (customer.deleted) throw noSuch(named);
  return customer.id;
}

/** Sees that the account a session is on behalf of exists. Throws `resource_missing`, and the errors of reading Stripe. */
export async function readConnectedAccount(stripe: Stripe, id: string | undefined): Promise<void> {
  if (id === undefined) return;
  const named = { kind: "account", id, param: "on_behalf_of", pattern: stripeIds.account };
  await readNamed(named, (known) => stripe.accounts.retrieve(known));
}
