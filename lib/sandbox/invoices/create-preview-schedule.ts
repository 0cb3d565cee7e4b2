import type Stripe from "stripe";
import { periodOf } from "../billing/cycle";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { missingParam } from "../protocol/params";
import { advanceSchedule, startSchedule } from "../schedules/advance-schedule";
import { createSchedule } from "../schedules/create-schedule";
import { updateSchedule } from "../schedules/update-schedule";
import type { PreviewParams } from "./create-preview-params";
import { noUpcoming, type Subject } from "./create-preview-subject";
import { invoiceOf, previewNext } from "./create-preview-subscription";

type Scheduled = Extract<Subject, { kind: "schedule" }>;

/** The next invoice of a schedule, or of one that does not exist yet: its changes and phases are tried out. */
export async function previewSchedule(
  context: Context,
  subject: Scheduled,
  params: PreviewParams,
): Promise<Stripe.Invoice> {
  const schedule =
    subject.schedule === null
      ? await tryNew(context, subject.customer.id, params)
      : await tryChange(context, subject.schedule, params);
  if (schedule.status === "not_started") return previewStart(context, schedule);
  const id = idOf(schedule.subscription);
  if (id === null || schedule.status !== "active") throw noUpcoming(subject.customer.id);
  const subscription = await requireDocument(context.books, "subscription", id);
  if (idOf(subscription.latest_invoice) !== idOf(subject.subscription?.latest_invoice)) {
    return requireDocument(context.books, "invoice", idOf(subscription.latest_invoice) ?? "");
  }
  return previewPhase(context, schedule, subscription);
}

async function tryNew(
  context: Context,
  customer: string,
  { schedule_details: details }: PreviewParams,
) {
  const phases = details?.phases;
  if (phases === undefined) throw missingParam("schedule_details[phases]");
  return createSchedule(context, {
    billing_mode: details?.billing_mode,
    customer,
    customer_account: undefined,
    default_settings: undefined,
    end_behavior: details?.end_behavior,
    from_subscription: undefined,
    metadata: undefined,
    pause_schedules: details?.pause_schedules,
    phases,
    start_date: phases[0]?.start_date ?? "now",
  });
}

async function tryChange(
  context: Context,
  schedule: Stripe.SubscriptionSchedule,
  { schedule_details: details }: PreviewParams,
) {
  if (details === undefined) return schedule;
  return updateSchedule(context, schedule.id, {
    default_settings: undefined,
    end_behavior: details.end_behavior,
    metadata: undefined,
    pause_schedules: details.pause_schedules,
    phases: details.phases,
    proration_behavior: details.proration_behavior,
  });
}

/** The first invoice of a schedule that has not begun. */
async function previewStart(
  context: Context,
  schedule: Stripe.SubscriptionSchedule,
): Promise<Stripe.Invoice> {
  const now = schedule.phases[0]?.start_date ?? context.now;
  const begun = await startSchedule({ ...context, now }, schedule);
  const id = idOf(begun.subscription) ?? "";
  const subscription = await requireDocument(context.books, "subscription", id);
  return invoiceOf(context, { ...subscription, latest_invoice: null }, subscription);
}

/** What comes first: the next phase, if it bills, or else the end of the period. */
async function previewPhase(
  context: Context,
  schedule: Stripe.SubscriptionSchedule,
  before: Stripe.Subscription,
): Promise<Stripe.Invoice> {
  const end = schedule.current_phase?.end_date ?? Number.POSITIVE_INFINITY;
  if (end > periodOf(before).end) return previewNext(context, before);
  await advanceSchedule({ ...context, now: end }, schedule);
  const after = await requireDocument(context.books, "subscription", before.id);
  if (idOf(after.latest_invoice) !== idOf(before.latest_invoice)) {
    return invoiceOf(context, before, after);
  }
  if (after.status === "canceled") throw noUpcoming(idOf(before.customer) ?? "");
  return previewNext({ ...context, now: end }, after);
}
