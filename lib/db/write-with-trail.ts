import type { EventType } from "../events/event-types";
import { newId } from "../ids";
import type { AuditEntry } from "./audit-entries";
import { database, type Transaction } from "./client";
import { Prisma } from "./generated/client";
import { queueEvent } from "./queue-event";

type EventToWrite = {
  readonly id: string;
  readonly type: EventType;
  /** The object it is about, as Stripe's `data.object`. Never a credential. */
  readonly data: object;
};

/** The first answer to an idempotency key, for the request that executes it. `answer` is already encrypted. */
export type ReplayToKeep = {
  readonly key: string;
  readonly holder: string;
  readonly status: number;
  readonly answer: string;
  /** Called once it is written. */
  readonly onKept: () => void;
};

/** What a change leaves behind, all of it or nothing. */
export type Trail = Pick<AuditEntry, "merchantId" | "livemode" | "actorType" | "actorId"> & {
  readonly audit: Pick<AuditEntry, "action" | "target"> & { readonly data: object };
  readonly event: EventToWrite | null;
  /** The request that caused it, as Stripe's events tell; null for what no request of a merchant's did. */
  readonly request: { readonly id: string; readonly idempotency_key: string | null } | null;
  readonly replay: ReplayToKeep | null;
};

/** Who caused a change, by which request, and the answer to keep for it. */
export type Cause = Pick<Trail, "actorType" | "actorId" | "request" | "replay">;

/**
 * Makes a change and writes its trail (audit entry, event, outbox entry, the answer to an idempotency key) in one
 * statement: everything, or nothing when `main` changed no row. `main` ends in `RETURNING 1`; `also` are further
 * changes, which ask `EXISTS (SELECT 1 FROM main)` themselves. Gives whether it was made. With `tx` it is one step of
 * that transaction.
 */
export async function writeWithTrail(
  main: Prisma.Sql,
  trail: Trail,
  also: readonly Prisma.Sql[] = [],
  tx: Transaction = database(),
): Promise<boolean> {
  const parts = [
    Prisma.sql`main AS (${main})`,
    ...also.map((sql, index) => Prisma.sql`${Prisma.raw(`also_${index}`)} AS (${sql})`),
    Prisma.sql`audit AS (${auditSql(trail)})`,
    ...eventParts(trail),
    ...replayParts(trail),
  ];
  const [row] = await tx.$queryRaw<{ made: bigint }[]>(
    Prisma.sql`WITH ${Prisma.join(parts, ", ")} ${countMade(trail)}`,
  );
  const isMade = (row?.made ?? 0n) > 0n;
  if (isMade) trail.replay?.onKept();
  return isMade;
}

const ifMade = Prisma.sql`WHERE EXISTS (SELECT 1 FROM main)`;

function auditSql({ merchantId, livemode, actorType, actorId, audit }: Trail): Prisma.Sql {
  const { action, target, data } = audit;
  return Prisma.sql`
    INSERT INTO audit_entries (id, merchant_id, livemode, actor_type, actor_id, action, target, data)
    SELECT ${newId("auditEntry")}, ${merchantId}, ${livemode}, ${actorType}, ${actorId}, ${action},
      ${target}, ${JSON.stringify(data)}::jsonb ${ifMade}`;
}

function eventParts({ merchantId, livemode, event, request }: Trail): Prisma.Sql[] {
  if (event === null) return [];
  const cause = request === null ? null : JSON.stringify(request);
  return [
    Prisma.sql`event AS (
      INSERT INTO events (id, merchant_id, livemode, type, data, request)
      SELECT ${event.id}, ${merchantId}, ${livemode}, ${event.type},
        ${JSON.stringify(event.data)}::jsonb, ${cause}::jsonb ${ifMade}
      RETURNING id, merchant_id, livemode)`,
    Prisma.sql`queued AS (${queueEvent})`,
  ];
}

function replayParts({ merchantId, livemode, replay }: Trail): Prisma.Sql[] {
  if (replay === null) return [];
  const { key, holder, status, answer } = replay;
  return [
    Prisma.sql`kept AS (
      UPDATE idempotency_keys SET status = ${status}, answer = ${answer}
      WHERE merchant_id = ${merchantId} AND livemode = ${livemode} AND key = ${key}
        AND holder = ${holder} AND EXISTS (SELECT 1 FROM main)
      RETURNING 1)`,
  ];
}

/**
 * A request that took too long has lost its key to another one, which may even have given it back. It divides by
 * nothing then: the whole statement fails, and only the other one's change is made.
 */
function countMade({ replay }: Trail): Prisma.Sql {
  if (replay === null) return Prisma.sql`SELECT count(*) AS made FROM main`;
  return Prisma.sql`
    SELECT count(*) AS made, CASE WHEN count(*) > 0 THEN 1 / (SELECT count(*) FROM kept) END
    FROM main`;
}
