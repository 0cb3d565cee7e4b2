import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { missingParam } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { scheduleDueAt } from "../time/due-at";
import { advanceSchedule, enterPhase, startSchedule } from "./advance-schedule";
import { requireSound } from "./create-schedule";
import { requireLiving } from "./end-schedule";
import type { UpdateParams } from "./params";
import { readPauses } from "./read-pauses";
import { momentOf, readPhases } from "./read-phases";
import { readDefaults } from "./read-settings";
import { runPauses } from "./run-pauses";

type Schedule = Stripe.SubscriptionSchedule;

/** Changes a schedule. What changes in its running phase changes the subscription at once. */
export async function updateSchedule(
  context: Context,
  id: string,
  params: UpdateParams,
): Promise<Schedule> {
  const { books } = context;
  const before = await requireDocument(books, "subscription_schedule", id);
  const customer = idOf(before.customer) ?? "";
  const call = await atTimeOf(context, customer);
  requireLiving(before, "update");
  const given = params.default_settings;
  const pauses = params.pause_schedules;
  const changed: Schedule = {
    ...before,
    default_settings:
      given === undefined
        ? before.default_settings
        : await readDefaults(call, before.default_settings, given, customer),
    end_behavior: params.end_behavior ?? before.end_behavior,
    metadata: changeMetadata(before.metadata, params.metadata),
    pause_schedules:
      pauses === undefined
        ? before.pause_schedules
        : readPauses(call, before.pause_schedules, pauses ?? []),
    phases: await changePhases(call, before, params),
  };
  requireSound(changed, call.now);
  await books.put("subscription_schedule", changed);
  if (changed.status === "active" && touchesPhase(params)) {
    await changeRunningPhase(call, changed, params);
  }
  if (changed.status === "not_started" && (scheduleDueAt(changed) ?? call.now) <= call.now) {
    await startSchedule(call, changed);
  }
  const after = await requireDocument(books, "subscription_schedule", id);
  return after.status === "active" ? runPauses(call, after) : after;
}

/** Only the phases, defaults and the end reach the subscription; the rest is the schedule's own. */
function touchesPhase({ phases, default_settings: defaults, end_behavior: end }: UpdateParams) {
  return phases !== undefined || defaults !== undefined || end !== undefined;
}

/** The phases afterwards: those that are over stay, given or not. */
async function changePhases(
  context: Context,
  before: Schedule,
  { phases: given }: UpdateParams,
): Promise<Stripe.SubscriptionSchedule.Phase[]> {
  if (given === undefined) return before.phases;
  const [first] = given;
  if (first === undefined) throw missingParam("phases");
  if (first.start_date === undefined) throw missingParam("phases[0][start_date]");
  const start = momentOf(context, first.start_date);
  const running = before.current_phase?.start_date;
  const isKnown = before.phases.some((phase) => phase.start_date === start);
  if (running !== undefined && (start > running || !isKnown)) {
    throw invalid(
      "You can not modify the start date of the current phase: give it as it is, or begin with a past phase.",
      "phases[0][start_date]",
    );
  }
  const over = Math.min(start, context.now);
  const past = before.phases.filter((phase) => phase.end_date <= over);
  return [...past, ...(await readPhases(context, given, start, idOf(before.customer) ?? ""))];
}

async function changeRunningPhase(
  context: Context,
  schedule: Schedule,
  { proration_behavior: behavior }: UpdateParams,
): Promise<void> {
  const running = schedule.phases.find(
    (phase) => phase.start_date === schedule.current_phase?.start_date,
  );
  if (running === undefined) {
    throw invalid("The current phase must be among the phases.", "phases");
  }
  if (running.end_date > context.now) {
    const once = { ...running, add_invoice_items: [] };
    await enterPhase(context, schedule, once, behavior ?? "create_prorations");
    return;
  }
  const dates = { start_date: running.start_date, end_date: running.end_date };
  await advanceSchedule(context, { ...schedule, current_phase: dates });
}
