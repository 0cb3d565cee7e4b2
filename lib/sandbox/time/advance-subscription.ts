import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { advanceSchedule } from "../schedules/advance-schedule";
import { endSubscription, expireSubscription } from "../subscriptions/cancel-subscription";
import { endTrial, unpaidEnd } from "../subscriptions/end-trial";
import { dropPendingUpdate } from "../subscriptions/pending-update";
import { announceNotice } from "./announce-notice";
import { renewsAt, scheduleDueAt, subscriptionNotices } from "./due-at";
import { billWaiting, renewSubscription } from "./renew-subscription";

/**
 * Does one thing that is due for a subscription at the context's time. Of several at the same moment:
 * what only says or lifts something, then its schedule, then its end, then the next period.
 */
export async function advanceSubscription(
  context: Context,
  subscription: Stripe.Subscription,
): Promise<void> {
  const { now, books } = context;
  if (subscription.status === "incomplete") {
    return void (await expireSubscription(context, subscription));
  }
  await announceNotices(context, subscription);
  if (await lift(context, subscription)) return;
  const schedule = await dueSchedule(context, subscription);
  if (schedule !== null) return advanceSchedule(context, schedule);
  if (isDue(subscription.cancel_at, now)) return finish(context, subscription);
  if (isDue(renewsAt(subscription), now)) return goOn(context, subscription);
  if (isDue(subscription.next_pending_invoice_item_invoice, now)) {
    return billWaiting(context, subscription);
  }
  // A notice was all: what is written now is due at the next thing.
  return books.put("subscription", subscription);
}

/** The next period, or what the end of a trial without a payment method brings instead. */
async function goOn(context: Context, subscription: Stripe.Subscription): Promise<void> {
  const end = await unpaidEnd(context, subscription);
  if (end === null) return renewSubscription(context, subscription);
  await endTrial(context, subscription, end);
}

async function announceNotices(context: Context, subscription: Stripe.Subscription): Promise<void> {
  for (const { type, at } of subscriptionNotices(subscription)) {
    if (at === context.now) await announceNotice(context, subscription, type);
  }
}

/** Lifts a pause or drops a pending update that is over; gives whether there was one. */
async function lift(context: Context, subscription: Stripe.Subscription): Promise<boolean> {
  const { books, now } = context;
  const isResumed = isDue(subscription.pause_collection?.resumes_at, now);
  const isExpired = isDue(subscription.pending_update?.expires_at, now);
  if (isExpired) await dropPendingUpdate(context, subscription);
  else if (isResumed) await books.put("subscription", { ...subscription, pause_collection: null });
  return isResumed || isExpired;
}

async function dueSchedule(
  { books, now }: Context,
  subscription: Stripe.Subscription,
): Promise<Stripe.SubscriptionSchedule | null> {
  const id = idOf(subscription.schedule);
  const schedule = id === null ? null : await books.find("subscription_schedule", id);
  return schedule !== null && isDue(scheduleDueAt(schedule), now) ? schedule : null;
}

/** A scheduled end: unused time was given back when it was planned; what is pending or was used is billed. */
async function finish(context: Context, subscription: Stripe.Subscription): Promise<void> {
  await endSubscription(context, subscription, { invoiceNow: true });
}

function isDue(at: number | null | undefined, now: number): boolean {
  return typeof at === "number" && at <= now;
}
