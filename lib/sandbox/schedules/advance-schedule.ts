import type Stripe from "stripe";
import { intervalOf } from "../billing/periods";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { SandboxError } from "../protocol/errors";
import { expiringAt, pausesAt } from "../time/due-at";
import { applyPhase, beginSubscription } from "./apply-phase";
import { completeSchedule, releaseSchedule } from "./end-schedule";
import { repeatedDates } from "./repeated-dates";
import { runPauses } from "./run-pauses";

type Schedule = Stripe.SubscriptionSchedule;

/** Does what is due for a schedule at the context's time: it begins, enters its next phase, or ends. */
export async function advanceSchedule(context: Context, schedule: Schedule): Promise<void> {
  const { books, now } = context;
  if (expiringAt(schedule) === now) books.announce("subscription_schedule.expiring", schedule);
  if (schedule.status === "not_started") return beginOrCancel(context, schedule);
  const pause = pausesAt(schedule);
  if (pause !== null && pause <= now) return void (await runPauses(context, schedule));
  const end = schedule.current_phase?.end_date ?? null;
  if (end === null || end > now) return books.put("subscription_schedule", schedule);
  const next = schedule.phases.find((phase) => phase.start_date >= end);
  if (next === undefined) return endBySchedule(context, schedule);
  await enterOrRelease(context, schedule, next);
}

/** What can no longer begin, because a price or coupon is gone, is canceled: time cannot ask anybody. */
async function beginOrCancel(context: Context, schedule: Schedule): Promise<void> {
  const { books, now } = context;
  try {
    await startSchedule(context, schedule);
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    await books.put("subscription_schedule", { ...schedule, canceled_at: now, status: "canceled" });
  }
}

/** A phase that can no longer be entered releases the subscription as it is. */
async function enterOrRelease(
  context: Context,
  schedule: Schedule,
  next: Stripe.SubscriptionSchedule.Phase,
): Promise<void> {
  try {
    await enterPhase(context, schedule, next, next.proration_behavior);
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    await releaseSchedule(context, schedule, { keepsEnd: false });
  }
}

/** Begins a schedule in the phase that runs at the context's time, with a subscription of its own. */
export async function startSchedule(context: Context, schedule: Schedule): Promise<Schedule> {
  const phase = schedule.phases.find(({ end_date: end }) => end > context.now);
  if (phase === undefined) throw new Error(`All phases of ${schedule.id} are over.`);
  const active: Schedule = {
    ...schedule,
    current_phase: { start_date: phase.start_date, end_date: phase.end_date },
    status: "active",
  };
  await context.books.put("subscription_schedule", active);
  const subscription = await beginSubscription(context, active, phase);
  const begun = { ...active, subscription: subscription.id };
  await context.books.put("subscription_schedule", begun);
  return begun;
}

/** Enters a phase: the schedule says so, the subscription becomes what the phase describes. */
export async function enterPhase(
  context: Context,
  schedule: Schedule,
  phase: Stripe.SubscriptionSchedule.Phase,
  behavior: Stripe.SubscriptionSchedule.Phase.ProrationBehavior,
): Promise<Schedule> {
  const entered: Schedule = {
    ...schedule,
    current_phase: { start_date: phase.start_date, end_date: phase.end_date },
  };
  await context.books.put("subscription_schedule", entered);
  await applyPhase(context, entered, phase, behavior);
  return entered;
}

/** The last phase is over: the subscription goes on by itself, ends, or repeats the last phase. */
async function endBySchedule(context: Context, schedule: Schedule): Promise<void> {
  if (schedule.end_behavior === "cancel") return completeSchedule(context, schedule);
  if (schedule.end_behavior === "renew") return repeatLastPhase(context, schedule);
  const completed = { ...schedule, completed_at: context.now };
  const released = await releaseSchedule(context, completed, { keepsEnd: false });
  context.books.announce("subscription_schedule.completed", released);
}

async function repeatLastPhase({ books }: Context, schedule: Schedule): Promise<void> {
  const last = schedule.phases.at(-1);
  if (last === undefined) throw new Error(`The schedule ${schedule.id} has no phases.`);
  const price = await books.find("price", idOf(last.items[0]?.price) ?? "");
  const dates = repeatedDates(last, price === null ? null : intervalOf(price));
  const phase: Stripe.SubscriptionSchedule.Phase = {
    ...last,
    ...dates,
    add_invoice_items: [],
    trial_end: null,
  };
  await books.put("subscription_schedule", {
    ...schedule,
    current_phase: dates,
    phases: [...schedule.phases, phase],
  });
}
