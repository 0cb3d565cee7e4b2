import PgBoss from "pg-boss";
import { executeAlone, executeSql } from "../db/sql";
import { log } from "../log";

/** Where a job of `queue` ends that failed at every try. */
export function deadQueueOf(queue: string): string {
  return `${queue}_dead`;
}

/**
 * pg-boss on our database, with its own tables (schema `pgboss`, made at the first start under a lock) and a queue
 * for each name and for its dead letters. Every half minute it gives back what a process that died had begun.
 * Throws when the database is out of reach; nothing is left running then.
 */
export async function openBoss(queues: readonly string[]): Promise<PgBoss> {
  const boss = new PgBoss({ db: { executeSql }, schedule: false, maintenanceIntervalSeconds: 30 });
  boss.on("error", (error) => log().warn({ err: error }, "queue maintenance failed"));
  await boss.start();
  try {
    await makeQueues(queues);
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  return boss;
}

/** Each queue is a table of its own; two processes that make them side by side would wait for each other for ever. */
async function makeQueues(queues: readonly string[]): Promise<void> {
  const maker = new PgBoss({ db: { executeSql: executeAlone } });
  for (const queue of queues.flatMap((name) => [deadQueueOf(name), name])) {
    await maker.createQueue(queue);
  }
}
