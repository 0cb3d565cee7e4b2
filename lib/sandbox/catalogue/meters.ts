import type Stripe from "stripe";
import type { Books } from "../books";
import { type Call, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { newId } from "../ids";
import { invalid } from "../protocol/errors";
import { listPage, pagination } from "../protocol/list";
import { hash, oneOf, required, string } from "../protocol/params";

const metersUrl = "/v1/billing/meters";
const meterUrl = `${metersUrl}/:id`;
const payloadKey = required(string(100));

/** Billing meters: create, retrieve, update, deactivate, reactivate, list. */
export const meterEndpoints = [
  endpoint(
    "POST",
    metersUrl,
    {
      customer_mapping: hash({
        event_payload_key: payloadKey,
        type: required(oneOf("by_id")),
      }),
      default_aggregation: required(hash({ formula: required(oneOf("count", "last", "sum")) })),
      display_name: required(string(250)),
      event_name: required(string(100)),
      event_time_window: oneOf("day", "hour"),
      value_settings: hash({ event_payload_key: payloadKey }),
    },
    async ({ books, now, params }) => {
      if ((await activeMeterOf(books, params.event_name)) !== null) {
        throw invalid(
          `An active meter with event name \`${params.event_name}\` already exists.`,
          "event_name",
          "resource_already_exists",
        );
      }
      const meter: Stripe.Billing.Meter = {
        id: newId("meter"),
        object: "billing.meter",
        created: now,
        customer_mapping: params.customer_mapping ?? {
          event_payload_key: "stripe_customer_id",
          type: "by_id",
        },
        default_aggregation: params.default_aggregation,
        display_name: params.display_name,
        event_name: params.event_name,
        event_time_window: params.event_time_window ?? null,
        livemode: false,
        status: "active",
        status_transitions: { deactivated_at: null },
        updated: now,
        value_settings: params.value_settings ?? { event_payload_key: "value" },
      };
      await books.put("meter", meter);
      return meter;
    },
  ),
  endpoint("GET", meterUrl, {}, ({ books, id }) => requireDocument(books, "meter", id)),
  endpoint("POST", meterUrl, { display_name: string(250) }, async (call) => {
    const before = await requireDocument(call.books, "meter", call.id);
    return save(call, { ...before, display_name: call.params.display_name ?? before.display_name });
  }),
  endpoint("POST", `${meterUrl}/deactivate`, {}, async (call) => {
    const before = await requireDocument(call.books, "meter", call.id);
    if (before.status !== "active") throw invalid("This meter is already inactive.");
    const status_transitions = { deactivated_at: call.now };
    return save(call, { ...before, status: "inactive", status_transitions });
  }),
  endpoint("POST", `${meterUrl}/reactivate`, {}, async (call) => {
    const before = await requireDocument(call.books, "meter", call.id);
    if (before.status === "active") throw invalid("This meter is already active.");
    if ((await activeMeterOf(call.books, before.event_name)) !== null) {
      throw invalid(
        `An active meter with event name \`${before.event_name}\` already exists.`,
        undefined,
        "resource_already_exists",
      );
    }
    const status_transitions = { deactivated_at: null };
    return save(call, { ...before, status: "active", status_transitions });
  }),
  endpoint(
    "GET",
    metersUrl,
    { ...pagination, status: oneOf("active", "inactive") },
    ({ books, params }) => {
      const statuses = params.status === undefined ? undefined : [params.status];
      return listPage(books, metersUrl, "meter", { statuses }, params);
    },
  ),
];

/** The meter that takes events of this name; null: there is none. */
export async function activeMeterOf(
  books: Books,
  eventName: string,
): Promise<Stripe.Billing.Meter | null> {
  const isIt = (meter: Stripe.Billing.Meter) => meter.event_name === eventName;
  const found = await books.list("meter", { statuses: ["active"] }, { limit: 1 }, isIt);
  return found.data[0] ?? null;
}

async function save(
  { books, now }: Call<unknown>,
  meter: Stripe.Billing.Meter,
): Promise<Stripe.Billing.Meter> {
  const saved = { ...meter, updated: now };
  await books.put("meter", saved);
  return saved;
}
