import type Stripe from "stripe";
import { draftInvoice, keepPending } from "../billing/draft-invoice";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireCustomer, requireDocument } from "../find";
import { finalizeInvoice } from "../invoices/finalize-invoice";
import { saveDraft } from "../invoices/issue-invoice";
import { voidInvoice } from "../invoices/void-invoice";
import { collectInvoice } from "../payments/collect-invoice";
import { defaultMethodOf } from "../payments/default-method";
import { invalid } from "../protocol/errors";
import { hash, oneOf, required, timestamp, type Values } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { applyResumption } from "./apply-resumption";
import { followInvoice } from "./follow-invoice";
import { withoutUsedDiscounts } from "./keep-parts";
import { prorationBehavior } from "./params/common-shape";
import { nothingPending } from "./pending-update";
import { planResumption, type Resumption } from "./plan-resumption";

type PaymentBehavior = "resume_on_payment_attempt" | "resume_on_payment_success";
/** How long a resumption waits for its payment. */
const secondsToPay: { [behavior in PaymentBehavior]: number } = {
  resume_on_payment_attempt: 23 * 3600,
  resume_on_payment_success: 365 * 86400,
};

export const resumeShape = {
  billing_cycle_anchor: hash({ type: required(oneOf("now", "unchanged")) }),
  payment_behavior: oneOf("resume_on_payment_attempt", "resume_on_payment_success"),
  proration_behavior: prorationBehavior,
  proration_date: timestamp(),
};
type ResumeParams = Partial<Values<typeof resumeShape>>;

/**
 * Takes a paused subscription up again. Without anything to bill it is active at once; else its invoice is
 * final at once, and it stays paused until that is paid (`resume_on_payment_attempt`, the default: until
 * somebody tries to). (https://docs.stripe.com/api/subscriptions/resume,
 * https://docs.stripe.com/billing/subscriptions/pause#payment-behavior)
 */
export async function resumeSubscription(
  given: Context,
  id: string,
  params: ResumeParams,
): Promise<Stripe.Subscription> {
  const before = await requireDocument(given.books, "subscription", id);
  const context = await atTimeOf(given, idOf(before.customer));
  const behavior = params.payment_behavior ?? "resume_on_payment_attempt";
  requireResumable(before, behavior);
  await giveUpEarlier(context, before);
  const resumption = planResumption(before, {
    now: context.now,
    anchorNow: params.billing_cycle_anchor?.type !== "unchanged",
    behavior: params.proration_behavior ?? "create_prorations",
    prorationDate: params.proration_date,
  });
  const invoice = await draftResumption(context, resumption);
  if (invoice === null || invoice.status === "paid") {
    const planned = applyResumption(before, resumption.subscription, "active");
    const resumed = await withoutUsedDiscounts(context, planned);
    const saved = { ...resumed, latest_invoice: invoice?.id ?? before.latest_invoice };
    await context.books.put("subscription", saved);
    return saved;
  }
  if (behavior === "resume_on_payment_success") await requireMethod(context, before);
  return awaitPayment(context, before, resumption.subscription, { invoice, reason: behavior });
}

async function requireMethod(context: Context, subscription: Stripe.Subscription): Promise<void> {
  const customer = await requireCustomer(context.books, idOf(subscription.customer) ?? "");
  if (defaultMethodOf(subscription, customer) !== null) return;
  throw invalid(
    "This customer has no attached payment source or default payment method. Please consider adding a default payment method.",
    undefined,
    "resource_missing",
  );
}

function requireResumable(subscription: Stripe.Subscription, behavior: PaymentBehavior): void {
  if (subscription.status !== "paused") {
    throw invalid(
      `Only paused subscriptions can be resumed; the status of this one is \`${subscription.status}\`.`,
    );
  }
  if (subscription.collection_method !== "charge_automatically") {
    throw invalid(
      "Only subscriptions with `collection_method=charge_automatically` can be resumed.",
    );
  }
  const isFlexible = subscription.billing_mode.type === "flexible";
  if (behavior === "resume_on_payment_success" && !isFlexible) {
    throw invalid(
      "`payment_behavior=resume_on_payment_success` requires `billing_mode[type]=flexible`.",
      "payment_behavior",
    );
  }
}

/** Resuming again takes the place of an earlier try whose invoice nobody paid. */
async function giveUpEarlier(context: Context, before: Stripe.Subscription): Promise<void> {
  const { books } = context;
  const id = idOf(before.latest_invoice) ?? "";
  const [awaited, invoice] = [
    await books.find("awaited_change", id),
    await books.find("invoice", id),
  ];
  if (awaited === null || invoice?.status !== "open") return;
  await books.remove("awaited_change", id);
  await voidInvoice(context, invoice);
}

/** The resumption's invoice, final; null: there is nothing to bill now. */
async function draftResumption(
  context: Context,
  { subscription, cycle, prorations, isBilledNow, prorationDate }: Resumption,
): Promise<Stripe.Invoice | null> {
  if (!isBilledNow) {
    await keepPending(context, subscription, prorations);
    return null;
  }
  const draft = await draftInvoice(context, {
    subscription,
    charges: prorations,
    cycle,
    created: context.now,
    period: { start: context.now, end: context.now },
    reason: "subscription_update",
    prorationDate,
  });
  if (draft.lines.length === 0) return null;
  return finalizeInvoice(context, await saveDraft(context, draft));
}

/** Until its invoice is paid a resumption shows as the subscription's pending update. */
async function awaitPayment(
  context: Context,
  before: Stripe.Subscription,
  planned: Stripe.Subscription,
  { invoice, reason }: { invoice: Stripe.Invoice; reason: PaymentBehavior },
): Promise<Stripe.Subscription> {
  const { books, now } = context;
  await books.put("awaited_change", {
    id: invoice.id,
    reason,
    subscription: planned,
    clock: idOf(before.test_clock),
    // Time itself expires what the subscription shows as pending.
    expires_at: null,
  });
  const anchor = planned.billing_cycle_anchor;
  const waiting: Stripe.Subscription = {
    ...before,
    latest_invoice: invoice.id,
    pending_update: {
      ...nothingPending,
      billing_cycle_anchor: anchor === before.billing_cycle_anchor ? null : anchor,
      expires_at: now + secondsToPay[reason],
    },
  };
  await books.put("subscription", waiting);
  if (reason === "resume_on_payment_success") {
    const { invoice: tried } = await collectInvoice(context, invoice, { isAutomatic: true });
    return (await followInvoice(context, tried)) ?? waiting;
  }
  // Stripe neither tries to collect this one in the request nor later.
  await books.put("invoice", { ...invoice, auto_advance: false, next_payment_attempt: null });
  return waiting;
}
