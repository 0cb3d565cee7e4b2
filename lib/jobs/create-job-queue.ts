import type PgBoss from "pg-boss";
import { log } from "../log";
import { deadQueueOf, openBoss } from "./open-boss";
import { relay } from "./relay";
import { runJob } from "./run-job";

/** What is done with the payload of each queue's jobs. Throwing means: again, later. */
export type Handlers = Readonly<Record<string, (payload: unknown) => Promise<void>>>;

export type JobQueue = {
  /** Takes over what waits in the outbox and begins the jobs that are due. Throws when the database is out of reach. */
  readonly round: () => Promise<void>;
  /** Resolves when no job runs here. */
  readonly settled: () => Promise<void>;
  /** Ends pg-boss's own timers. Jobs that still run here are tried again elsewhere. */
  readonly close: () => Promise<void>;
};

/** Of each queue: slow ones, such as webhooks to a server that hangs, keep no other waiting. */
const jobsAtOnce = 10;

/** One worker over the shared queue; any number of them, in any number of processes, share its jobs. */
export function createJobQueue(handlers: Handlers): JobQueue {
  const queues = Object.keys(handlers);
  const running = new Map(queues.map((queue) => [queue, new Set<Promise<void>>()]));
  let boss: PgBoss | null = null;

  async function begin(open: PgBoss, [queue, handle]: [string, Handlers[string]]) {
    const runs = running.get(queue);
    if (handle === undefined || runs === undefined || runs.size >= jobsAtOnce) return;
    for (const job of await open.fetch<object>(queue, { batchSize: jobsAtOnce - runs.size })) {
      const run = runJob(open, job, handle).finally(() => runs.delete(run));
      runs.add(run);
    }
  }

  return {
    round: async () => {
      boss ??= await openBoss(queues);
      await relay(boss, queues);
      for (const entry of Object.entries(handlers)) await begin(boss, entry);
      for (const queue of queues) await buryDead(boss, deadQueueOf(queue));
    },
    settled: async () => {
      await Promise.all([...running.values()].flatMap((runs) => [...runs]));
    },
    close: async () => {
      await boss?.stop({ graceful: false });
      boss = null;
    },
  };
}

/** Says in the log what was given up, then lets go of it. Payloads hold ids, nothing secret. */
async function buryDead(boss: PgBoss, queue: string): Promise<void> {
  for (const { id, data } of await boss.fetch(queue, { batchSize: 10 })) {
    log().error({ queue, payload: data }, "job given up");
    await boss.complete(queue, id);
  }
}
