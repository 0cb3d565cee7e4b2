import type Stripe from "stripe";
import { resolveCustomer } from "../customers/resolve-customer";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { invalid } from "../protocol/errors";

type Owner = { customer: string | null; customer_account: string | null };

/** Whose an intent is after a request. Throws 400 when it is another's already. */
export async function changeOwner(
  { books }: Context,
  before: Stripe.PaymentIntent | Stripe.SetupIntent,
  given: { customer?: string | undefined; customer_account?: string | undefined },
): Promise<Owner> {
  const owner = idOf(before.customer);
  const account = before.customer_account ?? null;
  if (given.customer === undefined && given.customer_account === undefined) {
    return { customer: owner, customer_account: account };
  }
  const { id } = await resolveCustomer(books, given);
  if (owner !== null && owner !== id) {
    const noun = before.object === "payment_intent" ? "PaymentIntent" : "SetupIntent";
    throw invalid(
      `You cannot modify \`customer\` on a ${noun} once it already has been set. To fulfill it with a different Customer, cancel this ${noun} and create a new one.`,
      "customer",
    );
  }
  return { customer: id, customer_account: given.customer_account ?? account };
}
