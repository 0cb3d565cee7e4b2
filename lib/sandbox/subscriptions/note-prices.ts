import type Stripe from "stripe";
import { isMetered } from "../billing/proration";
import type { Context } from "../endpoint";

/**
 * Notes since when items have a metered price that a change brings them: what was used before is not
 * billed at it, in neither billing mode. Changes and their previews both do.
 * https://docs.stripe.com/billing/subscriptions/billing-mode/compare
 */
export async function notePrices(
  { books, now }: Context,
  before: Stripe.Subscription,
  after: Stripe.Subscription,
): Promise<void> {
  for (const item of after.items.data) {
    const { id, price } = item;
    const isKept = before.items.data.some((old) => old.id === id && old.price.id === price.id);
    if (isKept || !isMetered(item)) continue;
    const owner = await books.find("item_owner", id);
    const since = { ...owner?.since, [price.id]: now };
    await books.put("item_owner", { id, subscription: after.id, since });
  }
}
