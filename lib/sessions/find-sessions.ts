import {
  findKeptSession,
  type KeptSessionRow,
  pageSessions,
  type SessionFilter,
} from "../db/kept-sessions";
import type { Place } from "../db/place";
import type { Page } from "../db/read-page";
import { type ListParams, pageOf, requirePage } from "../wire/list-params";
import { requireInPath } from "../wire/require-found";
import { lifetimes } from "./state";

const kind = { kind: "session", pattern: /^bps_\w{1,100}$/, find: findKeptSession };

/** The session that a path of the API names. Throws as requireInPath does. */
export function findOwnSession(place: Place, id: string): Promise<KeptSessionRow> {
  return requireInPath(place, id, kind);
}

/**
 * A page of a merchant's sessions in one mode, newest first. Throws `parameters_exclusive` for two cursors and
 * `resource_missing` for one that is none of them.
 */
export async function listOwnSessions(
  place: Place,
  params: ListParams,
  filter: SessionFilter,
): Promise<Page<KeptSessionRow>> {
  const page = pageOf(params);
  return requirePage(await pageSessions(place, page, filter, lifetimes), "session", page);
}
