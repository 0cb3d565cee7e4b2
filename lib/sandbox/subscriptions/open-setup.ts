import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { listLiving, requireCustomer } from "../find";
import { blankSetupIntent } from "../payments/blank-setup-intent";
import { defaultMethodOf } from "../payments/default-method";

/**
 * With `default_incomplete`, nothing to pay now and nothing to pay with later, a subscription gets a setup
 * intent by which the customer gives a payment method. Gives the subscription, not kept.
 */
export async function openSetup(
  context: Context,
  subscription: Stripe.Subscription,
  invoice: Stripe.Invoice | null,
  behavior: string | undefined,
): Promise<Stripe.Subscription> {
  const isSent = subscription.collection_method === "send_invoice";
  const isOwed = invoice !== null && invoice.amount_due > 0;
  if (behavior !== "default_incomplete" || isSent || isOwed) return subscription;
  const customer = await requireCustomer(context.books, idOf(subscription.customer) ?? "");
  if (defaultMethodOf(subscription, customer) !== null) return subscription;
  const intent: Stripe.SetupIntent = {
    ...blankSetupIntent(context),
    customer: customer.id,
    customer_account: subscription.customer_account,
    on_behalf_of: idOf(subscription.on_behalf_of),
  };
  await context.books.put("setup_intent", intent);
  return { ...subscription, pending_setup_intent: intent.id };
}

/** What a setup intent brought is charged from then on for the subscription that waited for it. */
export async function followSetup({ books }: Context, intent: Stripe.SetupIntent): Promise<void> {
  const customer = idOf(intent.customer);
  if (intent.status !== "succeeded" || customer === null) return;
  for (const subscription of await listLiving(books, customer)) {
    if (idOf(subscription.pending_setup_intent) !== intent.id) continue;
    await books.put("subscription", {
      ...subscription,
      default_payment_method: idOf(intent.payment_method),
      pending_setup_intent: null,
    });
  }
}
