import { z } from "zod";
import { retrieveEvent as retrieveOwnEvent } from "../../../events/retrieve-event";
import { eventSchema, serialiseEvent } from "../../../wire/event";
import { endpoint } from "../endpoint";

/** `GET /v1/events/{event}` */
export const retrieveEvent = endpoint({
  method: "GET",
  path: "/v1/events/{event}",
  summary: "Retrieve an event",
  params: z.strictObject({}),
  expandable: [],
  answer: eventSchema,
  handle: async ({ caller, ids }) =>
    serialiseEvent(await retrieveOwnEvent(caller, ids["event"] ?? "")),
});
