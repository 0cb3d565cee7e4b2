import type Stripe from "stripe";
import { endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { newId } from "../ids";
import { invalid } from "../protocol/errors";
import { listPage, pagination } from "../protocol/list";
import { oneOf, required, string } from "../protocol/params";

const path = "/v1/billing/feedback_options";
const description = string(100);

/** Own reasons for cancelling, for portal configurations. There is no way back from deactivating. */
export const feedbackOptionEndpoints = [
  endpoint("POST", path, { description: required(description) }, async ({ books, params }) => {
    const made: Stripe.Billing.FeedbackOption = {
      id: newId("feedback_option"),
      object: "billing.feedback_option",
      description: params.description,
      livemode: false,
      status: "active",
      status_transitions: { deactivated_at: null },
    };
    await books.put("feedback_option", made);
    return made;
  }),
  endpoint(
    "GET",
    path,
    { ...pagination, status: oneOf("active", "inactive") },
    ({ books, params }) => {
      const filter = params.status === undefined ? {} : { statuses: [params.status] };
      return listPage(books, path, "feedback_option", filter, params);
    },
  ),
  endpoint("GET", `${path}/:id`, {}, ({ books, id }) =>
    requireDocument(books, "feedback_option", id),
  ),
  endpoint("POST", `${path}/:id`, { description }, async ({ books, id, params }) => {
    const before = await requireDocument(books, "feedback_option", id);
    const after = { ...before, description: params.description ?? before.description };
    await books.put("feedback_option", after);
    return after;
  }),
  endpoint("POST", `${path}/:id/deactivate`, {}, async ({ books, id, now }) => {
    const before = await requireDocument(books, "feedback_option", id);
    if (before.status === "inactive") throw invalid("This feedback option is already inactive.");
    const after: Stripe.Billing.FeedbackOption = {
      ...before,
      status: "inactive",
      status_transitions: { deactivated_at: now },
    };
    await books.put("feedback_option", after);
    return after;
  }),
];
