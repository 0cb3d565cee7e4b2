import { database } from "./client";
import { Prisma } from "./generated/client";
import type { Place } from "./place";
import { type Page, type PageQuery, readOne, readPage } from "./read-page";
import { type Trail, writeWithTrail } from "./write-with-trail";

export type WebhookDeliveryRow = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly endpointId: string;
  readonly eventId: string;
  /** pending, delivered or failed */
  readonly state: string;
  readonly attempts: number;
  readonly responseCode: number | null;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly lastAttemptAt: Date | null;
};

const columns = Prisma.sql`t.id, t.merchant_id AS "merchantId", t.livemode,
  t.endpoint_id AS "endpointId", t.event_id AS "eventId", t.state, t.attempts,
  t.response_code AS "responseCode", t.error, t.created_at AS "createdAt",
  t.last_attempt_at AS "lastAttemptAt"`;

const table = { name: "webhook_deliveries", columns } as const;

/** The enabled endpoints that want to hear of an event: of its merchant and mode, and there when it happened. */
export async function listEndpointsFor(merchantId: string, eventId: string): Promise<string[]> {
  const rows = await database().$queryRaw<{ id: string }[]>`
    SELECT w.id FROM webhook_endpoints w JOIN events e
      ON e.merchant_id = w.merchant_id AND e.livemode = w.livemode
    WHERE e.id = ${eventId} AND e.merchant_id = ${merchantId} AND w.status = 'enabled'
      AND w.created_at <= e.created_at AND w.enabled_events && ARRAY['*', e.type]`;
  return rows.map(({ id }) => id);
}

/**
 * Writes one delivery of an event for each of `endpoints`, with the job that makes its first attempt, in one
 * statement; none twice. An endpoint of another merchant or mode than the event's gets nothing.
 */
export async function insertDeliveries(
  merchantId: string,
  eventId: string,
  endpoints: readonly { readonly delivery: string; readonly endpoint: string }[],
): Promise<void> {
  await database().$executeRaw`
    WITH made AS (
      INSERT INTO webhook_deliveries (id, merchant_id, livemode, endpoint_id, event_id)
      SELECT p.delivery, e.merchant_id, e.livemode, w.id, e.id
      FROM jsonb_to_recordset(${JSON.stringify(endpoints)}::jsonb) AS p(delivery text, endpoint text)
      JOIN webhook_endpoints w ON w.id = p.endpoint
      JOIN events e ON e.merchant_id = w.merchant_id AND e.livemode = w.livemode
      WHERE e.id = ${eventId} AND e.merchant_id = ${merchantId}
      ON CONFLICT (endpoint_id, event_id) DO NOTHING
      RETURNING id, merchant_id)
    INSERT INTO outbox (queue, payload)
    SELECT 'webhook_delivery',
      jsonb_build_object('merchantId', merchant_id, 'delivery', id, 'attempt', 1)
    FROM made`;
}

/** One delivery of this merchant and mode; null when it is unknown or another's. */
export function findDelivery(place: Place, id: string): Promise<WebhookDeliveryRow | null> {
  return readOne<WebhookDeliveryRow>(table, place, id);
}

/** A page of deliveries, newest first, of one endpoint or one event when given. Null for an unknown cursor. */
export function pageDeliveries(
  place: Place,
  query: PageQuery,
  {
    endpoint,
    event,
  }: { readonly endpoint?: string | undefined; readonly event?: string | undefined },
): Promise<Page<WebhookDeliveryRow> | null> {
  const filters = [
    Prisma.sql`TRUE`,
    ...(endpoint === undefined ? [] : [Prisma.sql`t.endpoint_id = ${endpoint}`]),
    ...(event === undefined ? [] : [Prisma.sql`t.event_id = ${event}`]),
  ];
  const filter = Prisma.join(filters, " AND ");
  return readPage<WebhookDeliveryRow>(table, place, query, filter);
}

/**
 * Has a delivery made again, now: one that is settled from its first attempt on, one that waits without waiting
 * further. False when its endpoint is not enabled, or somebody else was first.
 */
export function replayDelivery(
  { id, merchantId, livemode, state, attempts }: WebhookDeliveryRow,
  trail: Trail,
): Promise<boolean> {
  const done = state === "pending" ? attempts : 0;
  const payload = JSON.stringify({ merchantId, delivery: id, attempt: done + 1 });
  return writeWithTrail(
    Prisma.sql`
      UPDATE webhook_deliveries d SET state = 'pending', attempts = ${done}, settled_at = NULL
      FROM webhook_endpoints w
      WHERE d.id = ${id} AND d.merchant_id = ${merchantId} AND d.livemode = ${livemode}
        AND d.state = ${state} AND d.attempts = ${attempts}
        AND w.id = d.endpoint_id AND w.merchant_id = d.merchant_id AND w.status = 'enabled'
      RETURNING 1`,
    trail,
    [
      Prisma.sql`INSERT INTO outbox (queue, payload)
        SELECT 'webhook_delivery', ${payload}::jsonb WHERE EXISTS (SELECT 1 FROM main)`,
    ],
  );
}

/** Deletes deliveries that were settled more than `seconds` ago, across merchants. */
export async function deleteOldDeliveries(seconds: number): Promise<void> {
  await database().$executeRaw`
    DELETE FROM webhook_deliveries WHERE settled_at < now() - make_interval(secs => ${seconds})`;
}
