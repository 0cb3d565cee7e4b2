import type Stripe from "stripe";
import { addIntervals } from "../billing/periods";
import type { Context } from "../endpoint";
import { randomText } from "../ids";
import { missingParam } from "../protocol/params";
import type { PauseParams } from "./params";

type Pause = Stripe.SubscriptionSchedule.PauseSchedule;

/**
 * The pauses a request gives. One with the key of a pause that is there changes it: what is not given
 * stays. Throws 400 when a new one does not say when to pause.
 */
export function readPauses(
  context: Context,
  before: readonly Pause[],
  given: readonly PauseParams[],
): Pause[] {
  return given.map((params, index) => {
    const known = before.find(({ key }) => key === params.key);
    return readPause(context, known, params, `pause_schedules[${index}]`);
  });
}

function readPause(
  context: Context,
  before: Pause | undefined,
  params: PauseParams,
  path: string,
): Pause {
  const at = params.pause?.pause_at;
  const pauseAt = at === undefined ? before?.pause.pause_at : pausesAt(context, at, path);
  if (pauseAt === undefined) throw missingParam(`${path}[pause][pause_at]`);
  const settings = params.pause?.settings;
  const old = before?.pause.settings;
  const billFor = settings?.bill_for;
  return {
    key: params.key ?? `pause_${randomText(16)}`,
    pause: {
      pause_at: pauseAt,
      settings: {
        bill_for: {
          outstanding_usage_through: {
            type:
              billFor?.outstanding_usage_through?.type ??
              old?.bill_for.outstanding_usage_through.type ??
              "pause_at",
          },
          unused_time_from: {
            type:
              billFor?.unused_time_from?.type ?? old?.bill_for.unused_time_from.type ?? "pause_at",
          },
        },
        invoicing_behavior:
          settings?.invoicing_behavior ?? old?.invoicing_behavior ?? "pending_invoice_item",
        type: "subscription",
      },
      status: before?.pause.status ?? { type: "scheduled" },
    },
    resume: readResume(context, before?.resume ?? null, params.resume, pauseAt, path),
  };
}

function readResume(
  context: Context,
  before: Stripe.SubscriptionSchedule.PauseSchedule.Resume | null,
  given: PauseParams["resume"],
  pauseAt: number,
  path: string,
): Stripe.SubscriptionSchedule.PauseSchedule.Resume | null {
  if (given === undefined) return before;
  if (given === null) return null;
  const at = given.resume_at;
  const resumeAt =
    at === undefined ? before?.resume_at : resumesAt(context, at, pauseAt, `${path}[resume]`);
  if (resumeAt === undefined) throw missingParam(`${path}[resume][resume_at]`);
  const { settings } = given;
  const old = before?.settings;
  return {
    resume_at: resumeAt,
    settings: {
      billing_cycle_anchor:
        settings?.billing_cycle_anchor ?? old?.billing_cycle_anchor ?? "resume_at",
      payment_behavior:
        settings?.payment_behavior ?? old?.payment_behavior ?? "resume_on_payment_success",
      proration_behavior:
        settings?.proration_behavior ?? old?.proration_behavior ?? "create_prorations",
    },
    status: before?.status ?? { type: "scheduled" },
  };
}

function pausesAt(
  { now }: Context,
  { timestamp, type }: { timestamp: number | undefined; type: "now" | "timestamp" },
  path: string,
): number {
  if (type === "now") return now;
  if (timestamp === undefined) throw missingParam(`${path}[pause][pause_at][timestamp]`);
  return timestamp;
}

type ResumeAt = NonNullable<NonNullable<PauseParams["resume"]>["resume_at"]>;

function resumesAt(
  { now }: Context,
  { duration, timestamp, type }: ResumeAt,
  pauseAt: number,
  path: string,
): number {
  if (type === "now") return now;
  if (type === "timestamp") {
    if (timestamp === undefined) throw missingParam(`${path}[resume_at][timestamp]`);
    return timestamp;
  }
  if (duration === undefined) throw missingParam(`${path}[resume_at][duration]`);
  const { interval: unit, interval_count: count = 1 } = duration;
  return addIntervals(pauseAt, { unit, count }, 1);
}
