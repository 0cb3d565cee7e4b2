import { idOf } from "../documents";
import { endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { noSuchPath } from "../protocol/errors";
import { boolean } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { endSubscription } from "./cancel-subscription";
import { createShape, createSubscription } from "./create-subscription";
import { deleteDiscount } from "./delete-discount";
import { listShape, listSubscriptions } from "./list-subscriptions";
import { migrateShape, migrateSubscription } from "./migrate-subscription";
import { cancellationDetails } from "./params/common-shape";
import { pauseShape, pauseSubscription } from "./pause-subscription";
import { isOver } from "./refuse-update";
import { resumeShape, resumeSubscription } from "./resume-subscription";
import { updateShape, updateSubscription } from "./update-subscription";

/** Subscriptions: create, retrieve, list, update, cancel, pause, resume, migrate, delete the discount. */
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
    async (given) => {
      const { invoice_now: invoiceNow, prorate, cancellation_details: details } = given.params;
      const before = await requireDocument(given.books, "subscription", given.id);
      if (isOver(before)) throw noSuchPath("subscription", given.id);
      const call = await atTimeOf(given, idOf(before.customer));
      return endSubscription(call, before, { invoiceNow, prorate, details });
    },
  ),
  endpoint("POST", "/v1/subscriptions/:id/pause", pauseShape, (call) =>
    pauseSubscription(call, call.id, call.params),
  ),
  endpoint("POST", "/v1/subscriptions/:id/resume", resumeShape, (call) =>
    resumeSubscription(call, call.id, call.params),
  ),
  endpoint("POST", "/v1/subscriptions/:id/migrate", migrateShape, (call) =>
    migrateSubscription(call, call.id, call.params),
  ),
  endpoint("DELETE", "/v1/subscriptions/:id/discount", {}, (call) => deleteDiscount(call, call.id)),
  endpoint("GET", "/v1/subscriptions", listShape, (call) => listSubscriptions(call, call.params)),
];
