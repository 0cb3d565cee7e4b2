import { findChangeRecord, pageChangeRecords, type RecordFilter } from "../db/change-records";
import type { PageQuery } from "../db/read-page";
import { PorticoError } from "../errors";
import { type ChangeRecord, type ChangeRecordPage, changeRecordId } from "../portal/change-record";
import { viewFlow } from "../portal/keep-to-flow";
import { narrowSnapshot } from "../portal/narrow-snapshot";
import type { Snapshot } from "../portal/snapshot";
import type { PortalContext } from "../sessions/load-session";
import { recentSnapshot } from "../snapshot/recent-snapshot";
import { scopeOf } from "../snapshot/scope-of";
import { readRecord } from "./read-record";

const pageSize = 20;

/** A page of what this session may see changed, newest first. Throws `resource_missing` for an unknown cursor. */
export async function listRecordsInView(
  context: PortalContext,
  after: string | null,
): Promise<ChangeRecordPage> {
  const filter = await filterOf(context);
  if (after !== null) await findRecordInView(context, after);
  const cursor = after === null ? null : ({ id: after, direction: "after" } as const);
  const query: PageQuery = { limit: pageSize, cursor };
  const page = await pageChangeRecords(placeOf(context), query, filter);
  if (page === null) throw missing(after ?? "");
  return { data: page.rows.map(readRecord), hasMore: page.hasMore };
}

/** One record of this session's customer, within its scope. Throws `resource_missing` for every other one alike. */
export async function findRecordInView(context: PortalContext, id: string): Promise<ChangeRecord> {
  const row = changeRecordId.test(id) ? await findChangeRecord(placeOf(context), id) : null;
  if (row === null || row.customerId !== context.session.customerId) throw missing(id);
  const { subscriptionIds, sessionId } = await filterOf(context, row.subscriptionId);
  const isInView =
    (sessionId === null || row.sessionId === sessionId) &&
    (subscriptionIds === null || subscriptionIds.some((known) => known === row.subscriptionId));
  if (!isInView) throw missing(id);
  return readRecord(row);
}

function placeOf({ merchant, livemode }: PortalContext) {
  return { merchantId: merchant.id, livemode };
}

/**
 * What a session sees: all of its customer's, those of the subscriptions in view where it has a scope, its own alone
 * while it is for one task. `target` is a subscription to be looked at beyond the newest ones.
 */
async function filterOf(
  context: PortalContext,
  target: string | null = null,
): Promise<RecordFilter> {
  const { session } = context;
  const isForTask = viewFlow(session.flow) !== null;
  return {
    customerId: session.customerId,
    sessionId: isForTask ? session.id : null,
    subscriptionIds: await findSubscriptionsInView(context, target),
  };
}

/** Null: whichever. */
async function findSubscriptionsInView(
  context: PortalContext,
  target: string | null,
): Promise<readonly string[] | null> {
  const { session, configuration } = context;
  const { subscriptionId, onBehalfOf, service } = session.scope;
  if (subscriptionId !== null) return [subscriptionId];
  if (onBehalfOf === null && service === null) return null;
  const snapshot = await findSnapshot(context, target);
  if (snapshot === null) return [];
  const shown = narrowSnapshot(snapshot, { configuration, scope: session.scope });
  return shown.subscriptions.data.map(({ id }) => id);
}

/** Null when the subscription `target` is not this session's to see. */
async function findSnapshot(
  context: PortalContext,
  target: string | null,
): Promise<Snapshot | null> {
  const options = target === null ? {} : { target };
  try {
    return (await recentSnapshot(scopeOf(context), { ...options, upcoming: "none" })).snapshot;
  } catch (error) {
    if (error instanceof PorticoError && error.code === "resource_missing") return null;
    throw error;
  }
}

function missing(id: string): PorticoError {
  return new PorticoError("resource_missing", {
    param: "record",
    message: `No such change record: '${id.slice(0, 255)}'`,
  });
}
