import type Stripe from "stripe";
import { defaultMethodOf, draftInvoice, issueInvoice } from "../billing/issue-invoice";
import { planRenewal } from "../billing/renewal";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireCustomer } from "../resources/find";
import { billPending, endSubscription } from "../resources/subscription-cancel";

/** Does what is due for a subscription at the context's time: it expires, ends, or renews. */
export async function advanceSubscription(
  context: Context,
  subscription: Stripe.Subscription,
): Promise<void> {
  const { cancel_at: end, status } = subscription;
  if (status === "incomplete") return expire(context, subscription);
  if (end !== null && end <= context.now) return finish(context, subscription);
  if (status === "trialing" && (await lacksMethod(context, subscription))) {
    const behavior = subscription.trial_settings?.end_behavior.missing_payment_method;
    if (behavior === "cancel") return finish(context, subscription);
    if (behavior === "pause") {
      return context.books.put("subscription", { ...subscription, status: "paused" });
    }
  }
  return renew(context, subscription);
}

/** A scheduled end keeps the reason it was scheduled with; what is pending is billed. */
async function finish(context: Context, subscription: Stripe.Subscription): Promise<void> {
  const wasAtPeriodEnd = subscription.cancel_at_period_end;
  const ended = await endSubscription(context, subscription);
  const invoice = await billPending(context, ended);
  await context.books.put("subscription", {
    ...ended,
    cancel_at_period_end: wasAtPeriodEnd,
    latest_invoice: invoice?.id ?? ended.latest_invoice,
  });
}

async function renew(context: Context, before: Stripe.Subscription): Promise<void> {
  const { subscription, billing } = planRenewal(before, []);
  const draft = await draftInvoice(context, billing);
  const invoice = await issueInvoice(context, draft);
  const isUnpaid =
    invoice.status === "open" && subscription.collection_method === "charge_automatically";
  await context.books.put("subscription", {
    ...subscription,
    latest_invoice: invoice.id,
    status: isUnpaid ? "past_due" : subscription.status,
  });
}

/** Nobody paid the first invoice in time: Stripe gives 23 hours. */
async function expire({ books, now }: Context, subscription: Stripe.Subscription): Promise<void> {
  await books.put("subscription", { ...subscription, ended_at: now, status: "incomplete_expired" });
  const invoice = await books.find("invoice", idOf(subscription.latest_invoice) ?? "");
  if (invoice === null || invoice.status !== "open") return;
  await books.put("invoice", {
    ...invoice,
    auto_advance: false,
    status: "void",
    status_transitions: { ...invoice.status_transitions, voided_at: now },
  });
}

async function lacksMethod(context: Context, subscription: Stripe.Subscription): Promise<boolean> {
  if (subscription.collection_method !== "charge_automatically") return false;
  const customer = await requireCustomer(context.books, idOf(subscription.customer) ?? "");
  return defaultMethodOf(subscription, customer) === null;
}
