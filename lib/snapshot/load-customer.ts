import type Stripe from "stripe";
import { nowSeconds } from "../clock";
import { PorticoError } from "../errors";
import type { CustomerFact, PaymentMethodFact } from "../portal/snapshot";
import { read } from "../stripe/call";
import { toCustomer } from "../stripe/reshape";
import { toSource } from "../stripe/reshape-method";

/** Less than this between Stripe's time and ours is a network and a badly set clock, not another time. */
const skewSeconds = 600;

/** What is read with the customer. */
const expand = ["tax_ids", "test_clock", "default_source"];

/**
 * The customer with their tax ids, what they pay with in Stripe's old way, and how far their time is ahead of ours in
 * seconds. Throws `resource_missing` for one Stripe does not know, or has deleted.
 */
export async function loadCustomer(
  stripe: Stripe,
  id: string,
): Promise<{ customer: CustomerFact; source: PaymentMethodFact | null; timeAhead: number }> {
  const person = await retrieve(stripe, id);
  if (person.deleted) throw new PorticoError("resource_missing", { param: "customer" });
  return {
    customer: toCustomer(person),
    source: toSource(person.default_source),
    timeAhead: person.livemode ? 0 : timeAheadOf(person),
  };
}

/** A test clock's time, else that of the server's answer: the sandbox's time can be moved. */
function timeAheadOf({ test_clock: clock, lastResponse }: Stripe.Response<Stripe.Customer>) {
  const isKnown = typeof clock === "object" && clock !== null;
  // Of the SDK's fetch client, by which the sandbox is asked, these are Headers, whatever its types say.
  const sent: Headers | typeof lastResponse.headers = lastResponse.headers;
  const date = sent instanceof Headers ? sent.get("date") : sent["date"];
  const answered = Date.parse(date ?? "") / 1000;
  const theirs = isKnown ? clock.frozen_time : answered;
  const ahead = theirs - nowSeconds();
  return Math.abs(ahead) > skewSeconds ? ahead : 0;
}

/** A restricted key that may not read tax ids or test clocks is no reason to show nothing. */
async function retrieve(stripe: Stripe, id: string) {
  try {
    return await read(() => stripe.customers.retrieve(id, { expand }));
  } catch (error) {
    if (!(error instanceof PorticoError && error.code === "merchant_unavailable")) throw error;
    return read(() => stripe.customers.retrieve(id));
  }
}
