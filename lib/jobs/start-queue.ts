import { log } from "../log";
import { once } from "../once";
import { createJobQueue, type Handlers, type JobQueue } from "./create-job-queue";

const everyMs = 1000;

export type StartedQueue = {
  readonly jobs: JobQueue;
  readonly timer: NodeJS.Timeout;
  readonly state: { round: Promise<void> | null; isFailing: boolean };
};

/** Begins to do the jobs of `handlers`, a second from now and then every second, until `stopQueue`. Once per process. */
export function startQueue(handlers: Handlers): void {
  startedQueue(handlers);
}

/** The queue of this process; started with `handlers` when it is not yet. */
export function startedQueue(handlers: Handlers): StartedQueue {
  return once("queue", () => {
    const jobs = createJobQueue(handlers);
    const state: StartedQueue["state"] = { round: null, isFailing: false };
    const timer = setInterval(() => tick(jobs, state), everyMs).unref();
    return { jobs, state, timer };
  });
}

/** One round at a time: a slow one is not overtaken by the next. */
function tick(jobs: JobQueue, state: StartedQueue["state"]): void {
  state.round ??= runRound(jobs, state).finally(() => {
    state.round = null;
  });
}

/** A database that is gone for a while is told once, and that it is back. */
async function runRound(jobs: JobQueue, state: StartedQueue["state"]): Promise<void> {
  try {
    await jobs.round();
    if (state.isFailing) log().info("the queue works again");
    state.isFailing = false;
  } catch (error) {
    if (!state.isFailing) log().warn({ err: error }, "the queue stands still; it tries again");
    state.isFailing = true;
  }
}
