import type Stripe from "stripe";
import { periodOf } from "../billing/cycle";
import { draftInvoice, issueInvoice, keepPending, listPending } from "../billing/issue-invoice";
import { creditUnused } from "../billing/proration";
import type { Context } from "../endpoint";

export type CancelDetails = {
  comment?: string | null | undefined;
  feedback?: Stripe.Subscription.CancellationDetails.Feedback | null | undefined;
};
type Ending = {
  /** Give unused time back as a pending credit. */
  prorate?: boolean | undefined;
  /** Bill what is pending now. */
  invoiceNow?: boolean | undefined;
  details?: CancelDetails | undefined;
};

/** Ends a subscription at the context's time. Returns it as it then is. */
export async function endSubscription(
  context: Context,
  before: Stripe.Subscription,
  { prorate = false, invoiceNow = false, details }: Ending = {},
): Promise<Stripe.Subscription> {
  const { books, now } = context;
  const ended: Stripe.Subscription = {
    ...before,
    cancel_at_period_end: false,
    canceled_at: before.canceled_at ?? now,
    cancellation_details: {
      ...changeDetails(before, details),
      reason: "cancellation_requested",
    },
    ended_at: now,
    status: "canceled",
  };
  const isPaidFor = before.status === "active" || before.status === "past_due";
  if (prorate && isPaidFor) {
    await keepPending(context, ended, creditUnused(before.items.data, now));
  }
  const invoice = invoiceNow ? await billPending(context, ended) : null;
  const saved = invoice === null ? ended : { ...ended, latest_invoice: invoice.id };
  await books.put("subscription", saved);
  return saved;
}

/** Puts what is pending on a last invoice, if anything is. */
export async function billPending(
  context: Context,
  subscription: Stripe.Subscription,
): Promise<Stripe.Invoice | null> {
  if ((await listPending(context, subscription)).length === 0) return null;
  const draft = await draftInvoice(context, {
    subscription,
    charges: [],
    cycle: [],
    created: context.now,
    period: { start: periodOf(subscription).start, end: context.now },
    reason: "subscription_cycle",
  });
  return issueInvoice(context, draft);
}

/** The cancellation details after a change; null unsets a field. */
export function changeDetails(
  subscription: Stripe.Subscription,
  given: CancelDetails | undefined,
): Stripe.Subscription.CancellationDetails {
  const before = subscription.cancellation_details;
  return {
    comment: given?.comment === undefined ? (before?.comment ?? null) : given.comment,
    feedback: given?.feedback === undefined ? (before?.feedback ?? null) : given.feedback,
    feedback_option: null,
    reason: before?.reason ?? null,
  };
}
