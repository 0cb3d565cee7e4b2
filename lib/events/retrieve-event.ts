import { type EventRow, findEvent } from "../db/events";
import type { Place } from "../db/place";
import { requireInPath } from "../wire/require-found";

const kind = { kind: "event", pattern: /^evt_\w{1,255}$/, find: findEvent };

/** The event that a path of the API names. Throws as requireInPath does. */
export function retrieveEvent(place: Place, id: string): Promise<EventRow> {
  return requireInPath(place, id, kind);
}
