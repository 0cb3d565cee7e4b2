import type PgBoss from "pg-boss";
import { type OutboxRow, relayOutbox } from "../db/outbox";
import { deadQueueOf } from "./open-boss";
import { jobSeconds } from "./run-job";

const batch = 50;

/** The first try again after 4 to 8 s, each later one after about twice as long: the tenth and last within about an hour. */
const retries = { retryLimit: 9, retryDelay: 4, retryBackoff: true };

/** Hands the outbox entries of `queues` over to pg-boss, each exactly once. */
export async function relay(boss: PgBoss, queues: readonly string[]): Promise<void> {
  let taken = batch;
  while (taken === batch) {
    taken = await relayOutbox(queues, batch, (rows, executeSql) =>
      boss.insert(rows.map(jobOf), { db: { executeSql } }),
    );
  }
}

function jobOf({ id, queue, payload, dueAt }: OutboxRow): PgBoss.JobInsert {
  return {
    name: queue,
    data: payload,
    singletonKey: `outbox-${id}`,
    deadLetter: deadQueueOf(queue),
    expireInSeconds: jobSeconds + 10,
    ...(dueAt === null ? {} : { startAfter: dueAt }),
    ...retries,
  };
}
