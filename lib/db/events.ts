import type { EventType } from "../events/event-types";
import { Prisma } from "./generated/client";
import type { Place } from "./place";
import { type Page, type PageQuery, readOne, readPage } from "./read-page";

export type EventRow = {
  readonly id: string;
  readonly livemode: boolean;
  readonly type: string;
  /** The object it is about. */
  readonly data: unknown;
  /** The request that caused it: its id and idempotency key; null when there was none. */
  readonly request: unknown;
  readonly createdAt: Date;
  /** How many endpoints have not taken it yet and are still tried. */
  readonly pendingWebhooks: number;
};

const columns = Prisma.sql`t.id, t.livemode, t.type, t.data, t.request, t.created_at AS "createdAt",
  (SELECT count(*)::int FROM webhook_deliveries d WHERE d.event_id = t.id
    AND d.merchant_id = t.merchant_id AND d.state = 'pending') AS "pendingWebhooks"`;

const table = { name: "events", columns } as const;

/** One event of this merchant and mode; null when it is unknown or another's. */
export function findEvent(place: Place, id: string): Promise<EventRow | null> {
  return readOne<EventRow>(table, place, id);
}

/** A page of events, newest first, of `types` alone unless that is null. Null for an unknown cursor. */
export function pageEvents(
  place: Place,
  query: PageQuery,
  types: readonly EventType[] | null,
): Promise<Page<EventRow> | null> {
  const filter = types === null ? Prisma.sql`TRUE` : Prisma.sql`t.type = ANY(${[...types]})`;
  return readPage<EventRow>(table, place, query, filter);
}
