import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";

/**
 * After a cancellation Stripe no longer collects by itself: the customer's open invoices and the
 * subscription's drafts wait for somebody to take them up again.
 * (https://docs.stripe.com/api/subscriptions/cancel)
 */
export async function stopCollection(
  { books }: Context,
  subscription: Stripe.Subscription,
): Promise<void> {
  const customer = idOf(subscription.customer) ?? "";
  for (const invoice of await books.all("invoice", { customer, statuses: ["open", "draft"] })) {
    const own = idOf(invoice.parent?.subscription_details?.subscription) === subscription.id;
    if (invoice.auto_advance !== true || (invoice.status === "draft" && !own)) continue;
    await books.put("invoice", {
      ...invoice,
      auto_advance: false,
      automatically_finalizes_at: null,
      next_payment_attempt: null,
    });
  }
}
