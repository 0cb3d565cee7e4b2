import type Stripe from "stripe";
import type { InvoiceDraft } from "../billing/assemble-invoice";
import { periodOf } from "../billing/cycle";
import { draftInvoice } from "../billing/draft-invoice";
import { addIntervals } from "../billing/periods";
import { planRenewal } from "../billing/renewal";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { saveDraft } from "../invoices/issue-invoice";
import { letRest } from "./let-rest";

/** Enters the next period and drafts its invoice, which Stripe finalizes and collects an hour later. */
export async function renewSubscription(
  context: Context,
  before: Stripe.Subscription,
): Promise<void> {
  const { subscription, billing } = planRenewal(before, []);
  const draft = await draftInvoice(context, billing);
  // Kept first: a discount that counts once leaves it when the invoice is kept.
  await context.books.put("subscription", subscription);
  if (draft.lines.length > 0) await keepDraft(context, subscription, draft);
}

/** Bills what is pending at the interval the subscription asks for, between its renewals. */
export async function billWaiting(context: Context, before: Stripe.Subscription): Promise<void> {
  const { pending_invoice_item_interval: every, next_pending_invoice_item_invoice: at } = before;
  const interval = { unit: every?.interval ?? "month", count: every?.interval_count ?? 1 };
  const next = every === null || at === null ? null : addIntervals(at, interval, 1);
  const subscription = { ...before, next_pending_invoice_item_invoice: next };
  await context.books.put("subscription", subscription);
  const draft = await draftInvoice(context, {
    subscription,
    charges: [],
    cycle: [],
    created: context.now,
    period: { start: periodOf(subscription).start, end: context.now },
    reason: "subscription_cycle",
  });
  if (draft.lines.length > 0) await keepDraft(context, subscription, draft);
}

async function keepDraft(
  context: Context,
  billed: Stripe.Subscription,
  draft: InvoiceDraft,
): Promise<void> {
  const { books } = context;
  const saved = await saveDraft(context, draft);
  const invoice = await letRest(context, saved, billed);
  const subscription = await requireDocument(books, "subscription", billed.id);
  await books.put("subscription", { ...subscription, latest_invoice: invoice.id });
}
