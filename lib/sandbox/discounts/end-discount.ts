import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";

/**
 * Takes a discount off the customer, subscription or item that bears it. What was billed with it keeps
 * it. Gives the discount, or null when there is none that still runs.
 */
export async function endDiscount(context: Context, id: string): Promise<Stripe.Discount | null> {
  const { books } = context;
  const discount = await books.find("discount", id);
  if (discount === null) return null;
  await books.remove("discount", id);
  await books.put("ended_discount", discount);
  await books.remove("discount_end", id);
  await leaveCustomer(context, discount);
  await leaveSubscription(context, discount);
  return discount;
}

/** What time does when a repeating discount is over. */
export async function advanceDiscount(context: Context, due: { id: string }): Promise<void> {
  await endDiscount(context, due.id);
  await context.books.remove("discount_end", due.id);
}

/** A discount as it is answered once it is deleted. */
export function deletedDiscount(discount: Stripe.Discount): Stripe.DeletedDiscount {
  const { end: _end, deleted: _deleted, ...rest } = discount;
  return { ...rest, deleted: true };
}

async function leaveCustomer({ books }: Context, discount: Stripe.Discount): Promise<void> {
  const customer = await books.find("customer", idOf(discount.customer) ?? "");
  if (customer === null || customer.deleted === true) return;
  if (customer.discount?.id !== discount.id) return;
  await books.put("customer", { ...customer, discount: null });
}

async function leaveSubscription({ books }: Context, discount: Stripe.Discount): Promise<void> {
  if (discount.subscription === null) return;
  const subscription = await books.find("subscription", discount.subscription);
  if (subscription === null) return;
  const without = (discounts: readonly (string | Stripe.Discount)[]) =>
    discounts.flatMap((one) => (idOf(one) === discount.id ? [] : [idOf(one) ?? ""]));
  const data = subscription.items.data.map((item) => ({
    ...item,
    discounts: without(item.discounts),
  }));
  await books.put("subscription", {
    ...subscription,
    discounts: without(subscription.discounts),
    items: { ...subscription.items, data },
  });
}
