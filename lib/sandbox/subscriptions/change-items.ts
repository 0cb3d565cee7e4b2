import type Stripe from "stripe";
import { intervalOf, isSameInterval } from "../billing/periods";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { invalid, noSuchReference } from "../protocol/errors";
import type { ItemParams } from "./params/item-shape";
import { addItem, changeItem, type ItemOwner } from "./read-item";
import { requireCurrency } from "./resolve-price";

const maxItems = 20;

/** The items a subscription begins with. Periods are set when the subscription's are known. */
export async function createItems(
  context: Context,
  given: readonly ItemParams[],
  owner: ItemOwner,
  isFlexible: boolean,
): Promise<Stripe.SubscriptionItem[]> {
  const path = "items";
  const items: Stripe.SubscriptionItem[] = [];
  for (const [index, params] of given.entries()) {
    items.push(await addItem(context, owner, params, `${path}[${index}]`));
  }
  return checkItems(items, path, isFlexible);
}

/**
 * The items there will be after a change: entries with an id change or remove that item, entries
 * without one add an item, the rest stay. `path` is the parameter the entries came in.
 */
export async function changeItems(
  context: Context,
  subscription: Stripe.Subscription,
  given: readonly ItemParams[],
  path: string,
): Promise<Stripe.SubscriptionItem[]> {
  const { id, currency } = subscription;
  const owner = { id, customer: idOf(subscription.customer) ?? "", now: context.now };
  const items = new Map(subscription.items.data.map((item) => [item.id, item]));
  for (const [index, params] of given.entries()) {
    const at = `${path}[${index}]`;
    const after = await changeOne(context, owner, items, params, at);
    if (after !== null) requireCurrency(after.price, currency, `${at}[price]`);
  }
  const isFlexible = subscription.billing_mode.type === "flexible";
  return checkItems([...items.values()], path, isFlexible);
}

/** Carries out one entry on `items`; gives the item as it then is, null for one that was removed. */
async function changeOne(
  context: Context,
  owner: ItemOwner,
  items: Map<string, Stripe.SubscriptionItem>,
  params: ItemParams,
  at: string,
): Promise<Stripe.SubscriptionItem | null> {
  if (params.id === undefined) {
    if (params.deleted === true) throw invalid("Only an item with an `id` can be deleted.", at);
    const added = await addItem(context, owner, params, at);
    items.set(added.id, added);
    return added;
  }
  const before = items.get(params.id);
  if (before === undefined) throw noSuchReference("subscription item", params.id, `${at}[id]`);
  if (params.deleted === true) {
    items.delete(before.id);
    return null;
  }
  const after = await changeItem(context, owner, before, params, at);
  items.set(before.id, after);
  return after;
}

/**
 * Stripe's rules for a set of items: one to twenty, no price twice, and one interval unless billing is
 * flexible (https://docs.stripe.com/billing/subscriptions/mixed-interval).
 */
function checkItems(
  items: Stripe.SubscriptionItem[],
  path: string,
  isFlexible: boolean,
): Stripe.SubscriptionItem[] {
  const [first] = items;
  if (first === undefined) {
    throw invalid("A subscription must have at least one active plan.", path);
  }
  if (items.length > maxItems) {
    throw invalid(`A subscription can have at most ${maxItems} items.`, path);
  }
  const seen = new Set<string>();
  for (const { price } of items) {
    if (!isFlexible && !isSameInterval(intervalOf(first.price), intervalOf(price))) {
      throw invalid(
        "Currency and interval fields must match across all plans on this subscription. Found mismatch in interval fields.",
        path,
      );
    }
    if (seen.has(price.id)) {
      throw invalid(`Cannot add multiple subscription items with the same plan: ${price.id}`, path);
    }
    seen.add(price.id);
  }
  return items;
}
