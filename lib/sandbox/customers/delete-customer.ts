import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { listLiving } from "../find";
import { endSubscription } from "../subscriptions/cancel-subscription";

/**
 * Deletes a customer at the context's time: its subscriptions are canceled at once, its payment methods
 * detached, and nothing of it falls due any more. Gives the stub that stays.
 */
export async function deleteCustomer(
  context: Context,
  { id }: Stripe.Customer,
): Promise<Stripe.DeletedCustomer> {
  const { books } = context;
  await cancelSchedules(context, id);
  for (const subscription of await listLiving(books, id)) {
    await endSubscription(context, subscription);
  }
  await stopInvoices(context, id);
  for (const method of await books.all("payment_method", { customer: id })) {
    await books.put("payment_method", { ...method, customer: null });
  }
  for (const source of await books.all("source", { customer: id })) {
    await books.remove("source", source.id);
  }
  for (const taxId of await books.all("tax_id", { customer: id })) {
    await books.remove("tax_id", taxId.id);
  }
  for (const discount of await books.all("discount", { customer: id })) {
    await books.remove("discount_end", discount.id);
  }
  const stub: Stripe.DeletedCustomer = { id, object: "customer", deleted: true };
  await books.put("customer", stub);
  return stub;
}

/** One that waits, or runs beside its subscription, would otherwise begin its next phase for nobody. */
async function cancelSchedules({ books, now }: Context, customer: string): Promise<void> {
  const statuses = ["not_started", "active"];
  for (const schedule of await books.all("subscription_schedule", { customer, statuses })) {
    await books.put("subscription_schedule", {
      ...schedule,
      canceled_at: now,
      current_phase: null,
      status: "canceled",
    });
  }
}

async function stopInvoices({ books }: Context, customer: string): Promise<void> {
  for (const invoice of await books.all("invoice", { customer, statuses: ["draft", "open"] })) {
    const stopped = { ...invoice, auto_advance: false, next_payment_attempt: null };
    await books.put("invoice", stopped);
  }
}
