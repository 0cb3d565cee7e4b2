import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { invalid } from "../protocol/errors";
import { readParams } from "../protocol/params";
import { endSubscription } from "../subscriptions/cancel-subscription";
import { updateShape, updateSubscription } from "../subscriptions/update-subscription";

type Schedule = Stripe.SubscriptionSchedule;
const living: readonly string[] = ["active", "not_started"];

/** Only a schedule that is active or not started can be changed, canceled or released. */
export function requireLiving(schedule: Schedule, doing: string): void {
  if (living.includes(schedule.status)) return;
  throw invalid(
    `You cannot ${doing} a subscription schedule that is currently in the \`${schedule.status}\` status. It must be in one of these statuses: \`not_started\`, \`active\`.`,
  );
}

/** The schedule's work is done and it ends its subscription. */
export async function completeSchedule(context: Context, schedule: Schedule): Promise<void> {
  const { books, now } = context;
  const completed: Schedule = {
    ...schedule,
    completed_at: now,
    current_phase: null,
    status: "completed",
  };
  await books.put("subscription_schedule", completed);
  await endManaged(context, schedule, { prorate: true, invoiceNow: true });
}

/** Ends a schedule before its time, and its subscription with it. */
export async function cancelSchedule(
  context: Context,
  schedule: Schedule,
  ending: { prorate: boolean; invoiceNow: boolean },
): Promise<Schedule> {
  const { books, now } = context;
  const canceled: Schedule = {
    ...schedule,
    canceled_at: now,
    current_phase: null,
    status: "canceled",
  };
  await books.put("subscription_schedule", canceled);
  await endManaged(context, schedule, ending);
  return canceled;
}

/** Leaves the subscription to itself; an end that the schedule planned is kept only when asked for. */
export async function releaseSchedule(
  context: Context,
  schedule: Schedule,
  { keepsEnd }: { keepsEnd: boolean },
): Promise<Schedule> {
  const { books, now } = context;
  const id = idOf(schedule.subscription);
  const released: Schedule = {
    ...schedule,
    current_phase: null,
    released_at: now,
    released_subscription: id,
    status: "released",
    subscription: null,
  };
  await books.put("subscription_schedule", released);
  const found = id === null ? null : await books.find("subscription", id);
  if (found === null) return released;
  const isEndless = keepsEnd || found.cancel_at === null || found.ended_at !== null;
  const subscription = isEndless ? found : await withoutEnd(context, schedule, found.id);
  await books.put("subscription", { ...subscription, schedule: null });
  return released;
}

/** Without its planned end a subscription owes the time that was given back for it. */
function withoutEnd(
  context: Context,
  { id: schedule }: Schedule,
  id: string,
): Promise<Stripe.Subscription> {
  const form = { cancel_at: "", proration_behavior: "create_prorations" };
  return updateSubscription({ ...context, schedule }, id, readParams(updateShape, form));
}

async function endManaged(
  context: Context,
  { subscription: reference }: Schedule,
  ending: { prorate: boolean; invoiceNow: boolean },
): Promise<void> {
  const id = idOf(reference);
  const subscription = id === null ? null : await context.books.find("subscription", id);
  if (subscription === null || subscription.ended_at !== null) return;
  await endSubscription(context, subscription, ending);
}
