import { listEvents as listOwnEvents } from "../../../events/list-events";
import { eventSchema, listEventsSchema, serialiseEvent } from "../../../wire/event";
import { listAnswer, listOf } from "../../../wire/list-params";
import { endpoint } from "../endpoint";

/** `GET /v1/events` */
export const listEvents = endpoint({
  method: "GET",
  path: "/v1/events",
  summary: "List events",
  description: "Newest first. `type` may hold `*`: `billing_portal.*`.",
  params: listEventsSchema,
  expandable: [],
  answer: listAnswer(eventSchema),
  handle: async ({ caller, params }) => {
    const { rows, hasMore } = await listOwnEvents(caller, params);
    return listOf("/v1/events", rows.map(serialiseEvent), hasMore);
  },
});
