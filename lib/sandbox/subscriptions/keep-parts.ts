import type Stripe from "stripe";
import { endDiscount } from "../discounts/end-discount";
import { loadDiscounts } from "../discounts/load-discounts";
import { saveDiscounts } from "../discounts/save-discounts";
import { idOf } from "../documents";
import type { Context } from "../endpoint";

/**
 * Keeps what a planned subscription brings with it: prices made inline, new discounts and whose its items
 * are. Gives the subscription with discounts by id, itself not kept.
 */
export async function keepParts(
  context: Context,
  planned: Stripe.Subscription,
): Promise<Stripe.Subscription> {
  const { books } = context;
  const data: Stripe.SubscriptionItem[] = [];
  for (const item of planned.items.data) {
    const { price } = item;
    if ((await books.find("price", price.id)) === null) await books.put("price", price);
    if ((await books.find("item_owner", item.id)) === null) {
      await books.put("item_owner", { id: item.id, subscription: planned.id });
    }
    data.push({ ...item, discounts: await keepDiscounts(context, item.discounts) });
  }
  return {
    ...planned,
    discounts: await keepDiscounts(context, planned.discounts),
    items: { ...planned.items, data },
  };
}

/** The subscription without the discounts that its own invoice has just used up: those that count once. */
export async function withoutUsedDiscounts(
  { books }: Context,
  subscription: Stripe.Subscription,
): Promise<Stripe.Subscription> {
  const used = new Set<string>();
  for (const id of discountIds(subscription)) {
    if ((await books.find("discount", id)) === null) used.add(id);
  }
  if (used.size === 0) return subscription;
  const left = (discounts: readonly (string | Stripe.Discount)[]) =>
    discounts.map((discount) => idOf(discount) ?? "").filter((id) => !used.has(id));
  const data = subscription.items.data.map((item) => ({
    ...item,
    discounts: left(item.discounts),
  }));
  return {
    ...subscription,
    discounts: left(subscription.discounts),
    items: { ...subscription.items, data },
  };
}

/** Ends the discounts that a subscription or its items bore before a change and no longer bear. */
export async function endLeftDiscounts(
  context: Context,
  before: Stripe.Subscription,
  after: Stripe.Subscription,
): Promise<void> {
  const stay = new Set(discountIds(after));
  for (const id of discountIds(before)) {
    const discount = stay.has(id) ? null : await context.books.find("discount", id);
    // One that is the customer's and was only used here goes on.
    if (discount?.subscription === before.id) await endDiscount(context, id);
  }
}

function discountIds(subscription: Stripe.Subscription): string[] {
  const items = subscription.items.data.flatMap((item) => item.discounts);
  return [...subscription.discounts, ...items].map((discount) => idOf(discount) ?? "");
}

async function keepDiscounts(
  context: Context,
  discounts: readonly (string | Stripe.Discount)[],
): Promise<string[]> {
  if (discounts.length === 0) return [];
  return saveDiscounts(context, await loadDiscounts(context.books, discounts));
}
