import type Stripe from "stripe";
import { endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { array, boolean, string } from "../protocol/params";

/** Events are made by what happens; there is only looking at them. None is forgotten after thirty days. */
export const eventEndpoints = [
  endpoint(
    "GET",
    "/v1/events",
    {
      ...pagination,
      created: range,
      delivery_success: boolean(),
      type: string(),
      types: array(string(), 20),
    },
    async ({ books, params }) => {
      if (params.type !== undefined && params.types !== undefined) {
        throw invalid("You may only specify one of these parameters: type, types.", "types");
      }
      const filter = { ...typeFilter(params), created: rangeOf(params.created) };
      const wanted = wantedType(params.type);
      const only = (event: Stripe.Event) =>
        (wanted === null || wanted.test(event.type)) && isDelivered(event, params.delivery_success);
      return listPage(books, "/v1/events", "event", filter, params, only);
    },
  ),
  endpoint("GET", "/v1/events/:id", {}, ({ books, id }) => requireDocument(books, "event", id)),
];

function typeFilter({ type, types }: { type: string | undefined; types: string[] | undefined }) {
  if (types !== undefined) return { statuses: types };
  return type === undefined || type.includes("*") ? {} : { statuses: [type] };
}

/** `invoice.*` stands for every event that begins so. Null: no wildcard. */
function wantedType(type: string | undefined): RegExp | null {
  if (type === undefined || !type.includes("*")) return null;
  const parts = type.split("*").map((part) => part.replaceAll(/[^\w]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}

function isDelivered({ pending_webhooks: pending }: Stripe.Event, wanted: boolean | undefined) {
  return wanted === undefined || (pending === 0) === wanted;
}
