import type Stripe from "stripe";
import type { Place } from "../db/place";
import { PorticoError } from "../errors";
import type { CustomerFact } from "../portal/snapshot";
import { stripeIds } from "../portal/stripe-ids";
import { hashToken } from "../secrets";
import { read, wasReplayed, write } from "../stripe/call";
import { loadStripe } from "../stripe/client";
import { newcomerMark, toCustomer } from "../stripe/reshape";
import { resolveCustomers } from "./resolve-customers";

/** How many keys a mailbox may use up: one is dead once what it made is deleted, or Stripe keeps a fault under it. */
const mostKeys = 5;

/**
 * Makes the customer of a proved mailbox that was found to have none, and gives all it has then. The key of the call
 * is the mailbox's own, so however many confirm it at once, and however often after a lost answer, there is one
 * customer. Throws `unavailable` when nobody knows yet what became of it, what Stripe refuses, and the errors of
 * reading Stripe.
 */
export async function makeCustomer(place: Place, email: string): Promise<readonly CustomerFact[]> {
  const { merchantId, livemode } = place;
  const stripe = await loadStripe(merchantId, livemode);
  for (let turn = 0; turn < mostKeys; turn += 1) {
    const result = await make(stripe, email, keyOf(place, email, turn));
    if (result.kind === "refused") throw result.error;
    const made = result.kind === "done" ? await readMade(stripe, result.value) : null;
    if (made !== null) return [made];
    // The answer may be lost and the customer there.
    const found = await resolveCustomers(merchantId, livemode, email);
    if (found.length > 0) return found;
    if (result.kind === "unknown" && !wasReplayed(result.cause)) throw unclear(result.cause);
  }
  throw unclear();
}

/** What is answered with no customer leaves nobody knowing what became of the call. */
function make(stripe: Stripe, email: string, idempotencyKey: string) {
  const params = { email, metadata: { [newcomerMark]: "plan_picker" } };
  return write(async () => {
    const made = await stripe.customers.create(params, { idempotencyKey });
    if (!stripeIds.customer.test(made.id)) throw new Error("Stripe answered with no customer.");
    return made;
  });
}

/**
 * As they are now, for a key is answered as it was at first; null: deleted, or of another mailbox since. Compared to
 * the address as Stripe took it, so that one it writes differently makes nobody twice.
 */
async function readMade(
  stripe: Stripe,
  { id, email }: Pick<Stripe.Customer, "id" | "email">,
): Promise<CustomerFact | null> {
  const customer = await read(() => stripe.customers.retrieve(id));
  return customer.deleted || customer.email !== email ? null : toCustomer(customer);
}

/** Tells nothing of the address, and is another one in each merchant and mode. */
function keyOf({ merchantId, livemode }: Place, email: string, turn: number): string {
  const mailbox = hashToken(`newcomer ${merchantId} ${livemode} ${email}`);
  return turn === 0 ? `newcomer-${mailbox}` : `newcomer-${mailbox}-${turn}`;
}

function unclear(cause?: unknown): PorticoError {
  return new PorticoError("unavailable", { retryAfterSeconds: 5, cause });
}
