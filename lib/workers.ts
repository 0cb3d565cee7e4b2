import { z } from "zod";
import { reconcileIntents } from "./actions/reconcile-intent";
import { forgetOldMemberSessions } from "./auth/forget-old-member-sessions";
import { env } from "./env";
import { startQueue } from "./jobs/start-queue";
import { stopQueue } from "./jobs/stop-queue";
import { forgetOldLimits } from "./limits/forget-old-limits";
import { log } from "./log";
import { once } from "./once";
import { forgetOldLinks } from "./proofs/forget-old-links";
import { sendLink } from "./proofs/send-link";
import { forgetOldDownloads } from "./sessions/forget-old-downloads";

const reconcileEveryMs = 10_000;
const tidyEveryMs = 600_000;

const linkJob = z.strictObject({ link: z.string().startsWith("eml_") });

/** Whose work each queue is. */
const handlers = {
  email_link: async (payload: unknown) => sendLink(linkJob.parse(payload).link),
};

/** Begins what happens between requests. Checks the environment first: a bad one stops the start. */
export function startWorkers(): void {
  env();
  once("workers", () => setInterval(runRound, reconcileEveryMs).unref());
  once("workers.tidy", () => setInterval(tidy, tidyEveryMs).unref());
  runRound();
  startQueue(handlers);
  stopWithServer();
}

/** Next drains and exits by itself on these; meanwhile the jobs that run come to their end and no other begins. */
function stopWithServer(): void {
  once("workers.signals", () => {
    for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, stop);
    return true;
  });
}

async function stop(): Promise<void> {
  try {
    await stopQueue();
  } catch (error) {
    log().warn({ err: error }, "stopping the queue failed");
  }
}

/** One round at a time: a slow one is not overtaken by the next. */
async function runRound(): Promise<void> {
  const round = once("workers.round", () => ({ running: false }));
  if (round.running) return;
  round.running = true;
  try {
    await reconcileIntents();
  } catch (error) {
    log().warn({ err: error }, "reconciling failed");
  } finally {
    round.running = false;
  }
}

/** Forgets what nobody can use any more. */
async function tidy(): Promise<void> {
  try {
    await forgetOldLinks();
    await forgetOldLimits();
    await forgetOldMemberSessions();
    await forgetOldDownloads();
  } catch (error) {
    log().warn({ err: error }, "tidying failed");
  }
}
