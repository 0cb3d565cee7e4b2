import type Stripe from "stripe";
import { PorticoError } from "../errors";
import type { CustomerFact } from "../portal/snapshot";
import { read } from "../stripe/call";
import { toCustomer } from "../stripe/reshape";

/** The customer with their tax ids. Throws `resource_missing` for one Stripe does not know, or has deleted. */
export async function loadCustomer(stripe: Stripe, id: string): Promise<CustomerFact> {
  const person = await retrieve(stripe, id);
  if (person.deleted) throw new PorticoError("resource_missing", { param: "customer" });
  return toCustomer(person);
}

/** A restricted key that may not read tax ids is no reason to show nothing. */
async function retrieve(stripe: Stripe, id: string) {
  try {
    return await read(() => stripe.customers.retrieve(id, { expand: ["tax_ids"] }));
  } catch (error) {
    if (!(error instanceof PorticoError && error.code === "merchant_unavailable")) throw error;
    return read(() => stripe.customers.retrieve(id));
  }
}
