import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";

/**
 * Ends the authorization of an intent whose charge is not captured: `captured` (minor units) is taken,
 * the rest shows as refunded. Gives the charge, not saved when something is taken.
 */
export async function releaseAuthorization(
  { books }: Context,
  intent: Stripe.PaymentIntent,
  captured: number,
): Promise<Stripe.Charge> {
  const charge = await books.find("charge", idOf(intent.latest_charge) ?? "");
  if (charge === null) throw new Error(`Payment intent ${intent.id} has no charge.`);
  const released = charge.amount - captured;
  const ended = { ...charge, amount_refunded: released, refunded: captured === 0 };
  if (captured === 0) await books.put("charge", ended);
  return ended;
}
