import type Stripe from "stripe";
import { deleteCustomer } from "../customers/delete-customer";
import type { Context } from "../endpoint";

/** Deletes a test clock, and with it its customers; their subscriptions are canceled at the clock's time. */
export async function deleteClock(
  context: Context,
  clock: Stripe.TestHelpers.TestClock,
): Promise<void> {
  const { books } = context;
  const call = { ...context, now: clock.frozen_time };
  for (const customer of await books.all("customer", { parent: clock.id })) {
    if (customer.deleted !== true) await deleteCustomer(call, customer);
  }
  await books.remove("test_clock", clock.id);
}
