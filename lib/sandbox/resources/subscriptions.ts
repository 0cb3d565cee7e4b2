import type Stripe from "stripe";
import { endpoint } from "../endpoint";
import { noSuchPath } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { boolean, oneOf, string } from "../protocol/params";
import { requireDocument } from "./find";
import { endSubscription } from "./subscription-cancel";
import { createShape, createSubscription } from "./subscription-create";
import { cancellationDetails } from "./subscription-params";
import { updateShape, updateSubscription } from "./subscription-update";

const over = ["canceled", "incomplete_expired"];

/** Subscriptions: create, retrieve, list, update, cancel. */
export const subscriptionEndpoints = [
  endpoint("POST", "/v1/subscriptions", createShape, (call) =>
    createSubscription(call, call.params),
  ),
  endpoint("GET", "/v1/subscriptions/:id", {}, ({ books, id }) =>
    requireDocument(books, "subscription", id),
  ),
  endpoint("POST", "/v1/subscriptions/:id", updateShape, (call) =>
    updateSubscription(call, call.id, call.params),
  ),
  endpoint(
    "DELETE",
    "/v1/subscriptions/:id",
    { cancellation_details: cancellationDetails, invoice_now: boolean(), prorate: boolean() },
    async (call) => {
      const { invoice_now: invoiceNow, prorate, cancellation_details: details } = call.params;
      const before = await requireDocument(call.books, "subscription", call.id);
      if (over.includes(before.status)) throw noSuchPath("subscription", call.id);
      return endSubscription(call, before, { invoiceNow, prorate, details });
    },
  ),
  endpoint(
    "GET",
    "/v1/subscriptions",
    {
      ...pagination,
      collection_method: oneOf("charge_automatically", "send_invoice"),
      created: range,
      customer: string(),
      price: string(),
      status: oneOf(
        "all",
        "ended",
        "active",
        "canceled",
        "incomplete",
        "incomplete_expired",
        "past_due",
        "paused",
        "trialing",
        "unpaid",
      ),
    },
    ({ books, params }) => {
      const { customer, price, collection_method: collection } = params;
      const filter = { customer, created: rangeOf(params.created), ...statusFilter(params.status) };
      const only = (subscription: Stripe.Subscription) =>
        (collection === undefined || subscription.collection_method === collection) &&
        (price === undefined || subscription.items.data.some((item) => item.price.id === price));
      const isNarrowed = collection !== undefined || price !== undefined;
      const page = isNarrowed ? only : undefined;
      return listPage(books, "/v1/subscriptions", "subscription", filter, params, page);
    },
  ),
];

/** Stripe lists what has not been canceled unless a status is asked for. */
function statusFilter(status: string | undefined) {
  if (status === undefined) return { exceptStatuses: ["canceled"] };
  if (status === "all") return {};
  return { statuses: status === "ended" ? over : [status] };
}
