import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { applyResumption } from "./apply-resumption";
import { expireSubscription } from "./cancel-subscription";
import { withoutUsedDiscounts } from "./keep-parts";
import { applyPendingUpdate } from "./pending-update";
import { isOver } from "./refuse-update";
import { saveMethod } from "./save-method";

/**
 * Brings a subscription to the status that its latest invoice gives it: paid, failed, void or
 * uncollectible. Every change of an invoice's status ends with it. Gives the subscription, saved.
 */
export async function followInvoice(
  context: Context,
  invoice: Stripe.Invoice,
): Promise<Stripe.Subscription | null> {
  const { books } = context;
  const id = idOf(invoice.parent?.subscription_details?.subscription);
  const subscription = id === null ? null : await books.find("subscription", id);
  if (subscription === null || isOver(subscription)) return subscription;
  const awaited = await books.find("awaited_change", invoice.id);
  if (awaited !== null) return settleAwaited(context, subscription, invoice, awaited);
  const followed = await statusAfter(context, subscription, invoice);
  if (followed === subscription) return subscription;
  await books.put("subscription", followed);
  return followed;
}

type Awaited = {
  reason: "pending_update" | "resume_on_payment_attempt" | "resume_on_payment_success";
  subscription: Stripe.Subscription;
};

/** What waits for an invoice happens when it is paid, or is given up when it is void. */
async function settleAwaited(
  context: Context,
  subscription: Stripe.Subscription,
  invoice: Stripe.Invoice,
  { reason, subscription: planned }: Awaited,
): Promise<Stripe.Subscription> {
  const { books } = context;
  const isUpdate = reason === "pending_update";
  const outcome = outcomeOf(invoice, reason);
  if (outcome === "wait") return subscription;
  await books.remove("awaited_change", invoice.id);
  const next =
    outcome === "drop"
      ? { ...subscription, pending_update: null }
      : isUpdate
        ? applyPendingUpdate(subscription, planned)
        : applyResumption(subscription, planned, outcome === "fail" ? "past_due" : "active");
  const settled = await withoutUsedDiscounts(context, next);
  const saved = await saveMethod(context, settled, invoice);
  await books.put("subscription", saved);
  return saved;
}

/** A resumption goes on when it was paid or given up as lost, in one mode even when paying it failed. */
function outcomeOf(
  { status, attempted }: Stripe.Invoice,
  reason: Awaited["reason"],
): "apply" | "fail" | "drop" | "wait" {
  if (status === "paid") return "apply";
  if (status === "uncollectible") return reason === "pending_update" ? "drop" : "apply";
  if (status === "void") return "drop";
  return reason === "resume_on_payment_attempt" && attempted ? "fail" : "wait";
}

const waiting: readonly string[] = ["incomplete", "past_due", "unpaid"];

async function statusAfter(
  context: Context,
  subscription: Stripe.Subscription,
  invoice: Stripe.Invoice,
): Promise<Stripe.Subscription> {
  const { status } = subscription;
  const isLatest = idOf(subscription.latest_invoice) === invoice.id;
  if (!isLatest) return subscription;
  if (invoice.status === "paid" || invoice.status === "uncollectible") {
    const isFreed = waiting.includes(status);
    const freed = isFreed
      ? withStatus(subscription, running(subscription, context.now))
      : subscription;
    return saveMethod(context, freed, invoice);
  }
  if (invoice.status === "void") return afterVoid(context, subscription, invoice);
  const isLate = invoice.status === "open" && isOverdue(invoice, context.now);
  return isLate && status === "active" ? withStatus(subscription, "past_due") : subscription;
}

/** Automatic: an attempt failed. Sent: the due date has passed. */
function isOverdue(invoice: Stripe.Invoice, now: number): boolean {
  if (invoice.collection_method === "charge_automatically") return invoice.attempted;
  return invoice.due_date !== null && invoice.due_date <= now;
}

/** What was void does not count: the invoice before it does, and without one the subscription expires. */
async function afterVoid(
  context: Context,
  subscription: Stripe.Subscription,
  voided: Stripe.Invoice,
): Promise<Stripe.Subscription> {
  if (!waiting.includes(subscription.status)) return subscription;
  if (subscription.status === "incomplete") return expireSubscription(context, subscription);
  const invoices = await context.books.all("invoice", {
    customer: idOf(subscription.customer) ?? "",
    subscription: subscription.id,
    statuses: ["open", "paid", "uncollectible"],
  });
  const last = invoices.find((invoice) => invoice.id !== voided.id);
  const isOwed = last?.status === "open" && isOverdue(last, context.now);
  return isOwed ? subscription : withStatus(subscription, running(subscription, context.now));
}

function running(subscription: Stripe.Subscription, now: number): "active" | "trialing" {
  const isTrial = subscription.trial_end !== null && subscription.trial_end > now;
  return isTrial ? "trialing" : "active";
}

function withStatus(
  subscription: Stripe.Subscription,
  status: Stripe.Subscription.Status,
): Stripe.Subscription {
  return { ...subscription, status };
}
