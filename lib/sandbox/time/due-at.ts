import type Stripe from "stripe";

const daySeconds = 86400;
const secondsToPayFirstInvoice = 23 * 3600;
/** How long before the end of a period or trial Stripe speaks of it. */
export const noticeSeconds = 3 * daySeconds;
const scheduleNoticeSeconds = 7 * daySeconds;

/** Subscriptions whose periods go on. */
const running: readonly string[] = ["trialing", "active", "past_due", "unpaid"];

/**
 * When time next changes a subscription, in unix seconds: it ends, renews, expires unpaid, resumes
 * collection, drops a pending update or bills what is pending. null: never.
 */
export function subscriptionDueAt(subscription: Stripe.Subscription): number | null {
  const { status, created } = subscription;
  if (status === "incomplete") return created + secondsToPayFirstInvoice;
  const waitsUntil = subscription.pending_update?.expires_at;
  if (status === "paused") return earliest([subscription.cancel_at, waitsUntil]);
  if (!running.includes(status)) return null;
  return earliest([
    subscription.cancel_at,
    renewsAt(subscription),
    subscription.pause_collection?.resumes_at,
    waitsUntil,
    subscription.next_pending_invoice_item_invoice,
  ]);
}

/** When the first of a subscription's items ends its period, in unix seconds. */
export function renewsAt(subscription: Stripe.Subscription): number | null {
  return earliest(subscription.items.data.map((item) => item.current_period_end));
}

/** What Stripe says ahead of time about a subscription, and when (unix seconds): three days before. */
export type Notice = {
  type: "invoice.upcoming" | "customer.subscription.trial_will_end";
  at: number;
};

/**
 * The notices of a subscription's running period. A period or trial shorter than three days has none:
 * whoever begins so short a trial says so at once.
 */
export function subscriptionNotices(subscription: Stripe.Subscription): Notice[] {
  const { status, trial_end: trialEnd, cancel_at: end } = subscription;
  const renewal = renewsAt(subscription);
  if (!running.includes(status) || renewal === null) return [];
  const notices: Notice[] = [];
  if (status === "trialing" && trialEnd !== null) {
    notices.push({ type: "customer.subscription.trial_will_end", at: trialEnd - noticeSeconds });
  }
  const isBilled = (end === null || end > renewal) && subscription.pause_collection === null;
  if (isBilled) notices.push({ type: "invoice.upcoming", at: renewal - noticeSeconds });
  return notices;
}

/** When time next changes an invoice: a draft is finalized, a failed payment tried again. */
export function invoiceDueAt(invoice: Stripe.Invoice): number | null {
  if (invoice.auto_advance !== true) return null;
  if (invoice.status === "draft") return invoice.automatically_finalizes_at;
  return invoice.status === "open" ? invoice.next_payment_attempt : null;
}

/** When an invoice that was sent and not paid becomes overdue. */
export function overdueAt({ status, collection_method, due_date }: Stripe.Invoice): number | null {
  return status === "open" && collection_method === "send_invoice" ? due_date : null;
}

/** When a schedule begins, enters its next phase or ends, or pauses or resumes its subscription. */
export function scheduleDueAt(schedule: Stripe.SubscriptionSchedule): number | null {
  if (schedule.status === "not_started") return schedule.phases[0]?.start_date ?? null;
  if (schedule.status !== "active") return null;
  return earliest([schedule.current_phase?.end_date, pausesAt(schedule)]);
}

/** When a schedule next pauses or resumes its subscription. */
export function pausesAt({ pause_schedules: pauses }: Stripe.SubscriptionSchedule): number | null {
  return earliest(
    pauses.flatMap(({ pause, resume }) => [
      pause.status.type === "scheduled" ? pause.pause_at : null,
      pause.status.type === "succeeded" && resume?.status.type === "scheduled"
        ? resume.resume_at
        : null,
    ]),
  );
}

/** When Stripe says that an active schedule is about to end: seven days before. */
export function expiringAt(schedule: Stripe.SubscriptionSchedule): number | null {
  const last = schedule.phases.at(-1);
  return schedule.status !== "active" || last === undefined
    ? null
    : last.end_date - scheduleNoticeSeconds;
}

/** A clock that was told to advance does so before the next request; any other is deleted some day. */
export function clockDueAt(clock: Stripe.TestHelpers.TestClock): number {
  return clock.status === "advancing" ? 0 : clock.deletes_after;
}

/** What changes something whenever it is due; notices only count when they lie ahead of `now`. */
export function nextDue(
  change: number | null,
  notices: readonly (number | null)[],
  now: number,
): number | null {
  return earliest([change, ...notices.filter((at) => at !== null && at > now)]);
}

/** The earliest of some times; null: there is none. */
export function earliest(times: readonly (number | null | undefined)[]): number | null {
  const known = times.filter((time) => typeof time === "number");
  return known.length === 0 ? null : Math.min(...known);
}
