import { z } from "zod";
import { reconcileIntents } from "./actions/intents/reconcile-intent";
import { resumePlanned } from "./actions/resume-planned";
import { forgetOldMemberSessions } from "./auth/forget-old-member-sessions";
import { env } from "./env";
import { startQueue } from "./jobs/start-queue";
import { stopQueue } from "./jobs/stop-queue";
import { forgetOldAnswers } from "./limits/forget-old-answers";
import { forgetOldLimits } from "./limits/forget-old-limits";
import { log } from "./log";
import { once } from "./once";
import { forgetOldLinks } from "./proofs/forget-old-links";
import { sendEmailCode, tellFormerMailbox } from "./proofs/mail-email-change";
import { sendLink } from "./proofs/send-link";
import { checkChange } from "./records/check-change";
import { recheckForgotten } from "./records/recheck-forgotten";
import { tellCustomer } from "./records/tell-customer";
import { tellOwner } from "./records/tell-owner";
import { forgetOldDownloads } from "./sessions/forget-old-downloads";
import { tellRefusedKey } from "./sessions/tell-refused-key";
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

const emailChangeJob = z.strictObject({ merchantId: z.string(), change: z.string() });
const refusedKeyJob = z.strictObject({
  merchantId: z.string(),
  livemode: z.boolean(),
  member: z.string(),
});
const recordJob = z.strictObject({ merchantId: z.string(), record: z.string() });
const differsJob = recordJob.extend({ member: z.string() });

/** Whose work each queue is. */
const handlers = {
  change_check: async (payload: unknown) => {
    const { merchantId, record } = recordJob.parse(payload);
    await checkChange(merchantId, record);
  },
  change_mail: async (payload: unknown) => {
    const { merchantId, record } = recordJob.parse(payload);
    await tellCustomer(merchantId, record);
  },
  change_differs: async (payload: unknown) => {
    const { merchantId, record, member } = differsJob.parse(payload);
    await tellOwner(merchantId, record, member);
  },
  email_change: async (payload: unknown) => {
    const { merchantId, change } = emailChangeJob.parse(payload);
    await sendEmailCode(merchantId, change);
  },
  email_changed: async (payload: unknown) => {
    const { merchantId, change } = emailChangeJob.parse(payload);
    await tellFormerMailbox(merchantId, change);
  },
  email_link: async (payload: unknown) => sendLink(linkJob.parse(payload).link),
  event: async (payload: unknown) => {
    const { merchantId, event } = eventJob.parse(payload);
    await fanOutEvent(merchantId, event);
  },
  key_refused: async (payload: unknown) => tellRefusedKey(refusedKeyJob.parse(payload)),
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
    await resumePlanned();
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
    await recheckForgotten();
  } catch (error) {
    log().warn({ err: error }, "tidying failed");
  }
}
