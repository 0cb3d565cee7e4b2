import type Stripe from "stripe";
import { exact, round, share, times } from "../billing/exact";
import { idOf } from "../documents";
import type { Context } from "../endpoint";

type Shares = Pick<Stripe.PaymentIntent, "application_fee_amount" | "transfer_data">;

/**
 * What of an invoice's payment goes to a platform or a connected account, in minor units: as the invoice was
 * told, or else its subscription's percentages of the invoice's total
 * (https://docs.stripe.com/connect/subscriptions).
 */
export async function sharePayment({ books }: Context, invoice: Stripe.Invoice): Promise<Shares> {
  const told = await books.find("invoice_shares", invoice.id);
  const id = idOf(invoice.parent?.subscription_details?.subscription);
  const subscription = id === null ? null : await books.find("subscription", id);
  const part = (percent: number | null) =>
    percent === null ? null : round(share(times(exact(invoice.total), exact(percent)), 1, 100));
  return {
    application_fee_amount:
      told?.application_fee_amount ?? part(subscription?.application_fee_percent ?? null),
    transfer_data: told?.transfer_data ?? transferOf(subscription?.transfer_data ?? null, part),
  };
}

function transferOf(
  data: Stripe.Subscription["transfer_data"],
  part: (percent: number | null) => number | null,
): Stripe.PaymentIntent.TransferData | null {
  if (data === null) return null;
  const amount = part(data.amount_percent);
  const destination = idOf(data.destination) ?? "";
  return { destination, ...(amount === null ? {} : { amount }) };
}
