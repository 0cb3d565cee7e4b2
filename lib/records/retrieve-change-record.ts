import { findChangeRecord } from "../db/change-records";
import type { Place } from "../db/place";
import { type ChangeRecord, changeRecordId } from "../portal/change-record";
import { requireInPath } from "../wire/require-found";
import { readRecord } from "./read-record";

const kind = { kind: "change record", pattern: changeRecordId, find: findChangeRecord };

/** The record that a path of the API names. Throws as requireInPath does. */
export async function retrieveChangeRecord(place: Place, id: string): Promise<ChangeRecord> {
  return readRecord(await requireInPath(place, id, kind));
}
