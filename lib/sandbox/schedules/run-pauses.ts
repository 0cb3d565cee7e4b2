import type Stripe from "stripe";
import type { FormHash } from "@/lib/wire/decode-form";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { SandboxError } from "../protocol/errors";
import { readParams } from "../protocol/params";
import { pauseShape, pauseSubscription } from "../subscriptions/pause-subscription";
import { resumeShape, resumeSubscription } from "../subscriptions/resume-subscription";

type Schedule = Stripe.SubscriptionSchedule;
type PauseSchedule = Stripe.SubscriptionSchedule.PauseSchedule;
type Outcome = { type: "succeeded" | "error"; error?: { code?: string; message: string } };

/**
 * Pauses and resumes what is due at the context's time; what is refused says so in its status. Gives the
 * schedule, saved.
 */
export async function runPauses(context: Context, schedule: Schedule): Promise<Schedule> {
  const pauses: PauseSchedule[] = [];
  for (const pause of schedule.pause_schedules) {
    const paused = await runPause(context, schedule, pause);
    pauses.push(await runResume(context, schedule, paused));
  }
  const run = { ...schedule, pause_schedules: pauses };
  await context.books.put("subscription_schedule", run);
  return run;
}

async function runPause(
  context: Context,
  schedule: Schedule,
  entry: PauseSchedule,
): Promise<PauseSchedule> {
  const { pause } = entry;
  if (pause.status.type !== "scheduled" || pause.pause_at > context.now) return entry;
  const status = await attempt(context, schedule, (call, id) =>
    pauseSubscription(call, id, readParams(pauseShape, pauseForm(pause))),
  );
  return { ...entry, pause: { ...pause, status } };
}

async function runResume(
  context: Context,
  schedule: Schedule,
  entry: PauseSchedule,
): Promise<PauseSchedule> {
  const { pause, resume } = entry;
  const isDue = resume !== null && resume.resume_at <= context.now;
  if (!isDue || resume.status.type !== "scheduled" || pause.status.type !== "succeeded") {
    return entry;
  }
  const { billing_cycle_anchor: anchor, payment_behavior, proration_behavior } = resume.settings;
  const form = {
    billing_cycle_anchor: { type: anchor === "resume_at" ? "now" : "unchanged" },
    payment_behavior,
    proration_behavior,
  };
  const status = await attempt(context, schedule, (call, id) =>
    resumeSubscription(call, id, readParams(resumeShape, form)),
  );
  return { ...entry, resume: { ...resume, status } };
}

async function attempt(
  context: Context,
  schedule: Schedule,
  work: (context: Context, subscription: string) => Promise<unknown>,
): Promise<Outcome> {
  try {
    await work({ ...context, schedule: schedule.id }, idOf(schedule.subscription) ?? "");
    return { type: "succeeded" };
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    const { code, message } = error.body;
    return { type: "error", error: { message, ...(code === undefined ? {} : { code }) } };
  }
}

/** The moment of a pause that a schedule plans is, when it comes, now. */
function pauseForm({ settings }: PauseSchedule["pause"]): FormHash {
  if (settings === null) return {};
  const { outstanding_usage_through: usage, unused_time_from: unused } = settings.bill_for;
  const atPause = (type: string) => (type === "pause_at" ? "now" : type);
  return {
    bill_for: {
      outstanding_usage_through: { type: atPause(usage.type) },
      unused_time_from: { type: atPause(unused.type) },
    },
    invoicing_behavior: settings.invoicing_behavior,
    type: settings.type,
  };
}
