import type { Books } from "../books";
import { listLiving } from "../find";
import { invalid } from "../protocol/errors";

const maxCustomers = 3;
const maxSubscriptions = 3;

/**
 * Throws 400 when a test clock has all the customers it may have: three, by Stripe's documentation
 * (https://docs.stripe.com/billing/testing/test-clocks).
 */
export async function requireRoomForCustomer(books: Books, clock: string): Promise<void> {
  if ((await books.all("customer", { parent: clock })).length < maxCustomers) return;
  throw invalid(
    `A test clock can have at most ${maxCustomers} customers. Create another test clock.`,
    "test_clock",
  );
}

/** Throws 400 when a customer on a test clock has the three subscriptions it may have. */
export async function requireRoomForSubscription(books: Books, customer: string): Promise<void> {
  if ((await listLiving(books, customer)).length < maxSubscriptions) return;
  throw invalid(
    `A customer on a test clock can have at most ${maxSubscriptions} subscriptions.`,
    "customer",
  );
}
