import { database, type Transaction, transact } from "./client";
import type { Prisma } from "./generated/client";

export type OutboxRow = {
  readonly id: bigint;
  readonly queue: string;
  readonly payload: Prisma.JsonObject;
  /** Not to be begun before; null: at once. */
  readonly dueAt: Date | null;
};

/** Runs one statement inside the relay's transaction, in the shape pg-boss asks for. */
type Execute = (text: string, values: readonly unknown[]) => Promise<{ rows: unknown[] }>;

/** Work to be done once `tx` is committed, and never if it is not. The payload holds ids: it may be logged. */
export async function addToOutbox(
  tx: Transaction,
  queue: string,
  payload: Prisma.InputJsonObject,
): Promise<void> {
  await tx.outboxEntry.create({ data: { queue, payload } });
}

/**
 * Takes up to `limit` waiting entries of `queues`, oldest first, and hands them to `hand` in the same transaction:
 * they are taken exactly when what `hand` wrote with `execute` is kept. Entries another relay holds are passed over.
 * Gives how many were taken.
 */
export async function relayOutbox(
  queues: readonly string[],
  limit: number,
  hand: (rows: readonly OutboxRow[], execute: Execute) => Promise<void>,
): Promise<number> {
  if (!(await isAnythingWaiting(queues))) return 0;
  return transact(async (tx) => {
    const rows = await tx.$queryRaw<OutboxRow[]>`
      UPDATE outbox SET taken_at = now()
      WHERE id IN (SELECT id FROM outbox WHERE taken_at IS NULL AND queue = ANY(${[...queues]})
                   ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING id, queue, payload, due_at AS "dueAt"`;
    if (rows.length === 0) return 0;
    await hand(rows, async (text, values) => ({
      rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values.map((value) => value ?? null)),
    }));
    return rows.length;
  });
}

/** Deletes what was handed over more than `seconds` ago. */
export async function deleteTakenOutbox(seconds: number): Promise<void> {
  await database().$executeRaw`
    DELETE FROM outbox WHERE taken_at < now() - make_interval(secs => ${seconds})`;
}

/** One statement a second while nothing happens, instead of a transaction. */
async function isAnythingWaiting(queues: readonly string[]): Promise<boolean> {
  const rows = await database().$queryRaw<unknown[]>`
    SELECT 1 FROM outbox WHERE taken_at IS NULL AND queue = ANY(${[...queues]}) LIMIT 1`;
  return rows.length > 0;
}
