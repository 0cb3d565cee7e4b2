import type Stripe from "stripe";
import { intervalOf, isSameInterval } from "../billing/periods";
import { planOf } from "../billing/plan-of";
import type { Books } from "../books";
import { newId } from "../ids";
import { invalid, noSuchReference } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { type MetadataChange, missingParam } from "../protocol/params";
import { requireRecurringPrice } from "./create-price";

const maxItems = 20;

type ItemParams = {
  id?: string | undefined;
  deleted?: boolean | undefined;
  metadata: MetadataChange | null | undefined;
  price: string | undefined;
  quantity: number | undefined;
};

/** The items a subscription begins with. Periods are set when the subscription's are known. */
export async function createItems(
  books: Books,
  given: readonly ItemParams[],
  subscription: string,
  now: number,
): Promise<Stripe.SubscriptionItem[]> {
  const items = await Promise.all(
    given.map((params, index) => addItem(books, params, subscription, now, `items[${index}]`)),
  );
  return checked(items);
}

/**
 * The items there will be after a change: entries with an id change or remove that item, entries
 * without one add an item, the rest stay. `path` is the parameter the entries came in.
 */
export async function changeItems(
  books: Books,
  subscription: Stripe.Subscription,
  given: readonly ItemParams[],
  now: number,
  path: string,
): Promise<Stripe.SubscriptionItem[]> {
  const items = new Map(subscription.items.data.map((item) => [item.id, item]));
  for (const [index, params] of given.entries()) {
    const at = `${path}[${index}]`;
    if (params.id === undefined) {
      const added = await addItem(books, params, subscription.id, now, at);
      items.set(added.id, added);
      continue;
    }
    const before = items.get(params.id);
    if (before === undefined) throw noSuchReference("subscription item", params.id, `${at}[id]`);
    if (params.deleted === true) items.delete(before.id);
    else items.set(before.id, await changeItem(books, before, params, at));
  }
  return checked([...items.values()]);
}

async function changeItem(
  books: Books,
  before: Stripe.SubscriptionItem,
  params: ItemParams,
  path: string,
): Promise<Stripe.SubscriptionItem> {
  const isSwap = params.price !== undefined && params.price !== before.price.id;
  const price = isSwap
    ? await requireRecurringPrice(books, params.price ?? "", `${path}[price]`)
    : before.price;
  return {
    ...before,
    metadata: changeMetadata(before.metadata, params.metadata),
    plan: planOf(price),
    price,
    quantity: params.quantity ?? before.quantity ?? 1,
  };
}

async function addItem(
  books: Books,
  params: ItemParams,
  subscription: string,
  now: number,
  path: string,
): Promise<Stripe.SubscriptionItem> {
  if (params.price === undefined) throw missingParam(`${path}[price]`);
  const price = await requireRecurringPrice(books, params.price, `${path}[price]`);
  return {
    id: newId("subscription_item"),
    object: "subscription_item",
    billing_thresholds: null,
    created: now,
    current_period_end: now,
    current_period_start: now,
    current_trial: null,
    discounts: [],
    metadata: changeMetadata({}, params.metadata),
    plan: planOf(price),
    price,
    quantity: params.quantity ?? 1,
    subscription,
    tax_rates: [],
  };
}

/** Stripe's rules for a set of items: one to twenty, one currency, one interval, no price twice. */
function checked(items: Stripe.SubscriptionItem[]): Stripe.SubscriptionItem[] {
  const [first] = items;
  if (first === undefined) {
    throw invalid("A subscription must have at least one active plan.", "items");
  }
  if (items.length > maxItems) {
    throw invalid(`A subscription can have at most ${maxItems} items.`, "items");
  }
  const seen = new Set<string>();
  for (const { price } of items) {
    const mismatch = findMismatch(first.price, price);
    if (mismatch !== null) {
      throw invalid(
        `Currency and interval fields must match across all plans on this subscription. Found mismatch in ${mismatch} fields.`,
        "items",
      );
    }
    if (seen.has(price.id)) {
      throw invalid(
        `Cannot add multiple subscription items with the same plan: ${price.id}`,
        "items",
      );
    }
    seen.add(price.id);
  }
  return items;
}

function findMismatch(first: Stripe.Price, second: Stripe.Price): string | null {
  if (first.currency !== second.currency) return "currency";
  return isSameInterval(intervalOf(first), intervalOf(second)) ? null : "interval";
}
