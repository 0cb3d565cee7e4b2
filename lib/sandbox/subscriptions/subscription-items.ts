import type Stripe from "stripe";
import type { Books } from "../books";
import { endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { invalid, noSuchPath, SandboxError } from "../protocol/errors";
import { asList, pagination } from "../protocol/list";
import { boolean, required, string, timestamp } from "../protocol/params";
import { prorationBehavior } from "./params/common-shape";
import { type ItemParams, itemShape } from "./params/item-shape";
import { paymentBehavior } from "./params/payment-shape";
import { type UpdateParams, updateSubscription } from "./update-subscription";

const termsShape = {
  payment_behavior: paymentBehavior,
  proration_behavior: prorationBehavior,
  proration_date: timestamp(),
};
const changeShape = { ...itemShape, ...termsShape, off_session: boolean() };

/** Subscription items: each change of one is a change of its subscription. */
export const subscriptionItemEndpoints = [
  endpoint(
    "POST",
    "/v1/subscription_items",
    { ...changeShape, subscription: required(string()) },
    async (call) => {
      const { subscription: id, ...params } = call.params;
      const before = await requireDocument(call.books, "subscription", id, "subscription");
      const after = await asItemRequest(() => updateSubscription(call, id, changeOf(params)));
      const known = new Set(before.items.data.map((item) => item.id));
      const added = allItems(after).find((item) => !known.has(item.id));
      if (added === undefined) throw new Error(`Nothing was added to ${id}.`);
      return added;
    },
  ),
  endpoint("GET", "/v1/subscription_items/:id", {}, async ({ books, id }) => {
    return (await requireItem(books, id)).item;
  }),
  endpoint("POST", "/v1/subscription_items/:id", changeShape, async (call) => {
    const { item, subscription } = await requireItem(call.books, call.id);
    const change = changeOf(call.params, item.id);
    const after = await asItemRequest(() => updateSubscription(call, subscription.id, change));
    return after.items.data.find((one) => one.id === item.id) ?? item;
  }),
  endpoint(
    "DELETE",
    "/v1/subscription_items/:id",
    { ...termsShape, clear_usage: boolean() },
    async (call) => {
      const { item, subscription } = await requireItem(call.books, call.id);
      const { clear_usage: isCleared, ...terms } = call.params;
      if (isCleared === true && item.price.recurring?.usage_type !== "metered") {
        throw invalid("`clear_usage` is only allowed for metered items.", "clear_usage");
      }
      const items = [{ ...nothing, clear_usage: undefined, id: item.id, deleted: true }];
      await asItemRequest(() => updateSubscription(call, subscription.id, { ...terms, items }));
      const deleted: Stripe.DeletedSubscriptionItem = {
        id: item.id,
        object: "subscription_item",
        deleted: true,
      };
      return deleted;
    },
  ),
  endpoint(
    "GET",
    "/v1/subscription_items",
    { ...pagination, subscription: required(string()) },
    async ({ books, params }) => {
      const { subscription: id } = params;
      const { items } = await requireDocument(books, "subscription", id, "subscription");
      return pageOf(items.data, params);
    },
  ),
];

const nothing: ItemParams = {
  billing_thresholds: undefined,
  current_trial: undefined,
  discounts: undefined,
  metadata: undefined,
  plan: undefined,
  price: undefined,
  price_data: undefined,
  quantity: undefined,
  tax_rates: undefined,
};

type Given = ItemParams & Pick<UpdateParams, "off_session" | keyof typeof termsShape>;

/** The subscription's change that a change of one item is. */
function changeOf(given: Given, id?: string): UpdateParams {
  const { off_session, payment_behavior, proration_behavior, proration_date, ...item } = given;
  const items = [{ ...item, id, clear_usage: undefined, deleted: undefined }];
  return { items, off_session, payment_behavior, proration_behavior, proration_date };
}

/** The items there are, and those that wait for a pending update. */
function allItems(subscription: Stripe.Subscription): Stripe.SubscriptionItem[] {
  return [...subscription.items.data, ...(subscription.pending_update?.subscription_items ?? [])];
}

async function requireItem(books: Books, id: string) {
  const owner = await books.find("item_owner", id);
  const subscription = owner && (await books.find("subscription", owner.subscription));
  const item = subscription?.items.data.find((one) => one.id === id);
  if (!subscription || item === undefined) throw noSuchPath("subscription_item", id);
  return { subscription, item };
}

/** Refusals name the parameters as this request has them, and not as an entry of `items`. */
async function asItemRequest<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    const { doc_url: _url, ...body } = error.body;
    const renamed = (text: string) => text.replaceAll(/items\[0\]\[(\w+)\]/g, "$1");
    throw new SandboxError(error.status, {
      ...body,
      message: renamed(body.message),
      ...(body.param === undefined ? {} : { param: renamed(body.param) }),
    });
  }
}

function pageOf(
  items: readonly Stripe.SubscriptionItem[],
  params: {
    limit?: number | undefined;
    starting_after?: string | undefined;
    ending_before?: string | undefined;
  },
) {
  const { limit = 10, starting_after: after, ending_before: before } = params;
  const indexOf = (id: string, param: string) => {
    const index = items.findIndex((item) => item.id === id);
    if (index < 0) {
      throw invalid(`No such subscription item: '${id}'`, param, "resource_missing");
    }
    return index;
  };
  if (before !== undefined) {
    const end = indexOf(before, "ending_before");
    const start = Math.max(end - limit, 0);
    return asList("/v1/subscription_items", { data: items.slice(start, end), hasMore: start > 0 });
  }
  const start = after === undefined ? 0 : indexOf(after, "starting_after") + 1;
  const data = items.slice(start, start + limit);
  return asList("/v1/subscription_items", { data, hasMore: start + limit < items.length });
}
