import type Stripe from "stripe";
import { draftInvoice, keepPending, listPending } from "../billing/draft-invoice";
import { creditUnused } from "../billing/proration";
import { planEnd } from "../billing/renewal";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { issueInvoice } from "../invoices/issue-invoice";
import { voidInvoice } from "../invoices/void-invoice";
import { type CancelDetails, changeDetails } from "./cancellation-details";
import { dropPendingUpdate } from "./pending-update";
import { withoutStatusDetails } from "./status-details";
import { stopCollection } from "./stop-collection";

type Ending = {
  /** Give unused time back as a pending credit. */
  prorate?: boolean | undefined;
  /** Bill what is pending and what was used now. */
  invoiceNow?: boolean | undefined;
  details?: CancelDetails | undefined;
  /** Why, unless somebody asked for it. */
  reason?: Stripe.Subscription.CancellationDetails.Reason | undefined;
};

/**
 * Ends a subscription at the context's time: its pending update is dropped, Stripe stops to collect what
 * the customer owes, its schedule ends with it. One that was never paid for expires instead. Returns it
 * as it then is, saved.
 */
export async function endSubscription(
  context: Context,
  given: Stripe.Subscription,
  ending: Ending = {},
): Promise<Stripe.Subscription> {
  const before = await dropPendingUpdate(context, given);
  const isScheduled = before.cancel_at !== null && before.cancel_at <= context.now;
  const cancellation_details = await changeDetails(context, before, ending.details);
  await stopCollection(context, before);
  await endSchedule(context, before);
  if (before.status === "incomplete") return expireSubscription(context, before);
  const ended: Stripe.Subscription = {
    ...withoutStatusDetails(before),
    cancel_at_period_end: isScheduled && before.cancel_at_period_end,
    canceled_at: isScheduled ? (before.canceled_at ?? context.now) : context.now,
    cancellation_details: {
      ...cancellation_details,
      reason: ending.reason ?? "cancellation_requested",
    },
    ended_at: context.now,
    status: "canceled",
  };
  const invoice = await billEnd(context, ended, before, { ...ending, isScheduled });
  const saved = { ...ended, latest_invoice: invoice?.id ?? ended.latest_invoice };
  await context.books.put("subscription", saved);
  return saved;
}

/** What an end gives back, drops and bills. Gives the last invoice, if there is one. */
async function billEnd(
  context: Context,
  ended: Stripe.Subscription,
  before: Stripe.Subscription,
  { prorate, invoiceNow, isScheduled }: Ending & { isScheduled: boolean },
): Promise<Stripe.Invoice | null> {
  const isPaidFor = before.status === "active" || before.status === "past_due";
  // Time after a planned end was given back when that was planned.
  const until = before.cancel_at ?? Number.POSITIVE_INFINITY;
  if (prorate === true && isPaidFor && until > context.now) {
    await keepPending(context, ended, creditUnused(before.items.data, context.now, until));
  }
  if (invoiceNow === true) return billPending(context, ended, before);
  if (prorate !== true && !isScheduled) await dropProrations(context, ended);
  return null;
}

/** Nobody paid the first invoice: it is voided, and the subscription is over. Gives it, saved. */
export async function expireSubscription(
  context: Context,
  before: Stripe.Subscription,
): Promise<Stripe.Subscription> {
  const { books, now } = context;
  const expired: Stripe.Subscription = { ...before, ended_at: now, status: "incomplete_expired" };
  await books.put("subscription", expired);
  const invoice = await books.find("invoice", idOf(before.latest_invoice) ?? "");
  if (invoice?.status === "open") await voidInvoice(context, invoice);
  return expired;
}

/** Puts what is pending and what was used in the running period on a last invoice, if there is anything. */
async function billPending(
  context: Context,
  ended: Stripe.Subscription,
  before: Stripe.Subscription,
): Promise<Stripe.Invoice | null> {
  const billing = planEnd(before, [], context.now);
  const draft = await draftInvoice(context, { ...billing, subscription: ended });
  if (draft.lines.length === 0) return null;
  return (await issueInvoice(context, draft)).invoice;
}

/** Ended at once without `prorate` and `invoice_now`: pending prorations are removed, as documented. */
async function dropProrations(context: Context, subscription: Stripe.Subscription): Promise<void> {
  for (const item of await listPending(context, subscription)) {
    const isOwn = item.parent?.subscription_details?.subscription === subscription.id;
    if (item.proration && isOwn) await context.books.remove("invoiceitem", item.id);
  }
}

async function endSchedule(
  { books, now }: Context,
  subscription: Stripe.Subscription,
): Promise<void> {
  const id = idOf(subscription.schedule);
  const schedule = id === null ? null : await books.find("subscription_schedule", id);
  if (schedule?.status !== "active") return;
  await books.put("subscription_schedule", {
    ...schedule,
    canceled_at: now,
    current_phase: null,
    status: "canceled",
  });
}
