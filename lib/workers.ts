import { z } from "zod";
import { reconcileIntents } from "./actions/reconcile-intent";
import { forgetOldMemberSessions } from "./auth/forget-old-member-sessions";
import { env } from "./env";
import { startQueue } from "./jobs/start-queue";
import { stopQueue } from "./jobs/stop-queue";
import { forgetOldAnswers } from "./limits/forget-old-answers";
import { forgetOldLimits } from "./limits/forget-old-limits";
import { log } from "./log";
import { once } from "./once";
import { forgetOldLinks } from "./proofs/forget-old-links";
import { sendLink } from "./proofs/send-link";
import { forgetOldDownloads } from "./sessions/forget-old-downloads";
import { deliverEvent } from "./webhooks/deliver-event";
import { fanOutEvent } from "./webhooks/fan-out-event";
import { forgetOldDeliveries } from "./webhooks/forget-old-deliveries";
import { tellDisabled } from "./webhooks/tell-disabled";

const reconcileEveryMs = 10_000;
const tidyEveryMs = 600_000;

const linkJob = z.strictObject({ link: z.string().startsWith("eml_") });
const eventJob = z.strictObject({ merchantId: z.string(), event: z.string() });
const deliveryJob = z.strictObject({
  merchantId: z.string(),
  delivery: z.string(),
  attempt: z.int().min(1),
});
const disabledJob = z.strictObject({
  merchantId: z.string(),
  endpoint: z.string(),
  member: z.string(),
  reason: z.enum(["gone", "failing"]),
});

/** Whose work each queue is. */
const handlers = {
  email_link: async (payload: unknown) => sendLink(linkJob.parse(payload).link),
  event: async (payload: unknown) => {
    const { merchantId, event } = eventJob.parse(payload);
    await fanOutEvent(merchantId, event);
  },
  webhook_delivery: async (payload: unknown) => deliverEvent(deliveryJob.parse(payload)),
  webhook_disabled: async (payload: unknown) => tellDisabled(disabledJob.parse(payload)),
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
    await forgetOldAnswers();
    await forgetOldMemberSessions();
    await forgetOldDownloads();
    await forgetOldDeliveries();
  } catch (error) {
    log().warn({ err: error }, "tidying failed");
  }
}
