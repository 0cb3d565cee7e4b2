import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { PorticoError } from "../../errors";
import type { ChangeRecord, ChangeRecordPage } from "../../portal/change-record";
import { findRecordInView, listRecordsInView } from "../../records/records-in-view";
import { loadSession, type PortalContext } from "../../sessions/load-session";
import { openPage } from "../portal/open-page";

/** A page of what was changed in this portal; a missing page for an unknown cursor. The session is the page's own. */
export function loadChanges(segment: string, after: string | null): Promise<ChangeRecordPage> {
  return orMissing(async () => listRecordsInView(await openContext(segment), after));
}

/** One change; a missing page for what is not this session's to see. */
export function loadChange(segment: string, id: string): Promise<ChangeRecord> {
  return orMissing(async () => findRecordInView(await openContext(segment), id));
}

async function openContext(segment: string): Promise<PortalContext> {
  return openPage((await headers()).get("cookie"), segment, loadSession);
}

async function orMissing<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof PorticoError && (error.status === 401 || error.status === 404)) notFound();
    throw error;
  }
}
