import { z } from "zod";
import { nowSeconds } from "../../clock";
import type { IntentRow } from "../../db/intents";
import { markSnapshotStale } from "../../db/snapshots";
import { read } from "../../stripe/call";
import { loadStripe } from "../../stripe/client";
import { toInvoice } from "../../stripe/reshape";
import { noResult } from "../calls/make-call";
import { type StripeCall, stripeCallSchema } from "../calls/stripe-call";
import { settleDone, settleFailed } from "./settle";

const waitingSchema = z.object({ invoice: z.string() });

/** Stripe voids the invoice of a change that nobody confirms; one that was to be paid anyway stays open for ever. */
const patienceSeconds = 86_400;

/**
 * Looks whether what waits for a payment has got it: Stripe carries a change out with the payment of its invoice, and
 * voids the invoice when it gives the change up, after 23 hours at the latest. Throws when Stripe can't tell.
 */
export async function settleWaiting(intent: IntentRow): Promise<void> {
  const { merchantId, livemode, customerId } = intent;
  const { invoice } = waitingSchema.parse(intent.outcome);
  const stripe = await loadStripe(merchantId, livemode);
  const { status, subscriptionId } = toInvoice(await read(() => stripe.invoices.retrieve(invoice)));
  const call = stripeCallSchema.parse(intent.call);
  const isOpen = status === "open" || status === "draft";
  if (isOpen && !isForgotten(intent, call)) return;
  if (status === "paid") {
    await settleDone(intent, call, { ...noResult, invoiceId: invoice, subscriptionId });
  } else {
    await settleFailed(intent, "card_declined");
  }
  await markSnapshotStale({ merchantId, livemode, customerId });
}

function isForgotten({ createdAt }: IntentRow, { method }: StripeCall): boolean {
  return method === "invoices.pay" && nowSeconds() - createdAt.getTime() / 1000 > patienceSeconds;
}
