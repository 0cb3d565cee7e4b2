import { type EventRow, pageEvents } from "../db/events";
import type { Place } from "../db/place";
import type { Page } from "../db/read-page";
import { PorticoError } from "../errors";
import { type ListParams, pageOf, requirePage } from "../wire/list-params";
import { matchEventTypes } from "./event-types";

type Wish = ListParams & {
  readonly type?: string | undefined;
  readonly types?: readonly string[] | undefined;
};

/**
 * A page of one merchant's events in one mode. Throws `parameters_exclusive` for `type` beside `types`, and
 * `resource_missing` for an unknown cursor.
 */
export async function listEvents(place: Place, wish: Wish): Promise<Page<EventRow>> {
  const query = pageOf(wish);
  return requirePage(await pageEvents(place, query, typesOf(wish)), "event", query);
}

/** Null: all. A name that no event has finds nothing. */
function typesOf({ type, types }: Wish) {
  if (type !== undefined && types !== undefined) {
    const message = "You may only specify one of these parameters: type, types.";
    throw new PorticoError("parameters_exclusive", { param: "types", message });
  }
  const names = types ?? (type === undefined ? null : [type]);
  return names === null ? null : names.flatMap(matchEventTypes);
}
