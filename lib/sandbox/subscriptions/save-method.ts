import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";

/**
 * With `save_default_payment_method=on_subscription` what paid an invoice becomes the subscription's
 * default. Gives the subscription, not kept.
 */
export async function saveMethod(
  { books }: Context,
  subscription: Stripe.Subscription,
  invoice: Stripe.Invoice | null,
): Promise<Stripe.Subscription> {
  const wish = subscription.payment_settings?.save_default_payment_method;
  if (wish !== "on_subscription" || invoice?.status !== "paid") return subscription;
  const payments = await books.all("invoice_payment", { parent: invoice.id });
  const paid = payments.find((payment) => payment.status === "paid");
  const intent = await books.find("payment_intent", idOf(paid?.payment.payment_intent) ?? "");
  const method = idOf(intent?.payment_method);
  return method === null ? subscription : { ...subscription, default_payment_method: method };
}
