import type Stripe from "stripe";
import { chargeUsage, periodOf } from "../billing/cycle";
import { draftInvoice, keepPending } from "../billing/draft-invoice";
import { creditUnused } from "../billing/proration";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { issueInvoice } from "../invoices/issue-invoice";
import { invalid } from "../protocol/errors";
import { hash, oneOf, required, type Values } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { dropPendingUpdate } from "./pending-update";
import { asPaused } from "./status-details";

export const pauseShape = {
  bill_for: hash({
    outstanding_usage_through: hash({ type: required(oneOf("none", "now")) }),
    unused_time_from: hash({ type: required(oneOf("item_current_period_start", "none", "now")) }),
  }),
  invoicing_behavior: oneOf("invoice", "pending_invoice_item"),
  type: oneOf("subscription"),
};
/** Not in a trial, not paused already, and neither before its first payment nor over. */
const pausable: readonly Stripe.Subscription.Status[] = ["active", "past_due", "unpaid"];

type PauseParams = Partial<Values<typeof pauseShape>>;

/**
 * Pauses a subscription: no invoices and no new periods until it is resumed. Unused time is given back and
 * usage billed as the parameters say. (https://docs.stripe.com/billing/subscriptions/pausing)
 */
export async function pauseSubscription(
  given: Context,
  id: string,
  params: PauseParams,
): Promise<Stripe.Subscription> {
  const found = await requireDocument(given.books, "subscription", id);
  const context = await atTimeOf(given, idOf(found.customer));
  requirePausable(context, found);
  const before = await dropPendingUpdate(context, found);
  const invoice = await billPause(context, before, params);
  const paused = {
    ...asPaused(endPeriods(before, context.now), context.now, "pause_requested"),
    latest_invoice: invoice?.id ?? before.latest_invoice,
  };
  await context.books.put("subscription", paused);
  return paused;
}

function requirePausable(context: Context, subscription: Stripe.Subscription): void {
  const { status, billing_mode: mode, collection_method: method } = subscription;
  const schedule = idOf(subscription.schedule);
  if (mode.type !== "flexible") {
    throw invalid("Pausing a subscription requires `billing_mode[type]=flexible`.");
  }
  if (schedule !== null && schedule !== context.schedule) {
    throw invalid(
      `The subscription is managed by the subscription schedule \`${schedule}\` and cannot be paused directly.`,
    );
  }
  if (method === "send_invoice") {
    throw invalid("Subscriptions with `collection_method=send_invoice` cannot be paused.");
  }
  if (!pausable.includes(status)) {
    throw invalid(`A subscription with the status \`${status}\` cannot be paused.`);
  }
}

/** Pausing ends the running periods of all items. `now` in unix seconds. */
function endPeriods(subscription: Stripe.Subscription, now: number): Stripe.Subscription {
  const data = subscription.items.data.map((item) => ({
    ...item,
    current_period_end: Math.min(item.current_period_end, now),
  }));
  return { ...subscription, items: { ...subscription.items, data } };
}

/** Credits and usage, invoiced now or left for the next invoice. Gives the invoice, if there is one. */
async function billPause(
  context: Context,
  subscription: Stripe.Subscription,
  { bill_for: what, invoicing_behavior: behavior }: PauseParams,
): Promise<Stripe.Invoice | null> {
  const { now } = context;
  const items = subscription.items.data;
  const from = what?.unused_time_from?.type ?? "now";
  const credits = from === "none" ? [] : creditUnused(items, from === "now" ? now : 0);
  const isUsageBilled = what?.outstanding_usage_through?.type !== "none";
  const usage = isUsageBilled ? chargeUsage(items, now) : [];
  if (behavior !== "invoice") {
    await keepPending(context, subscription, [...credits, ...usage]);
    return null;
  }
  const draft = await draftInvoice(context, {
    subscription,
    charges: credits,
    cycle: usage,
    created: now,
    period: { start: periodOf(subscription).start, end: now },
    reason: "subscription_update",
  });
  if (draft.lines.length === 0) return null;
  return (await issueInvoice(context, draft)).invoice;
}
