import type Stripe from "stripe";
import { assembleInvoice } from "../billing/assemble-invoice";
import { type Billing, draftInvoice, keepPending } from "../billing/draft-invoice";
import { planChange } from "../billing/plan-change";
import { creditUnused } from "../billing/proration";
import { endsWithPeriod, planEnd, planRenewal } from "../billing/renewal";
import { readDiscounts } from "../discounts/read-discounts";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import { changeSettings } from "../subscriptions/change-settings";
import { notePrices } from "../subscriptions/note-prices";
import { pauseSubscription } from "../subscriptions/pause-subscription";
import { resumeSubscription } from "../subscriptions/resume-subscription";
import { scheduleEnd } from "../subscriptions/schedule-end";
import { readChange } from "../subscriptions/update-subscription";
import { subscriptionDueAt } from "../time/due-at";
import type { Details, PreviewParams } from "./create-preview-params";
import { previewRecurring } from "./create-preview-recurring";
import { noUpcoming } from "./create-preview-subject";

const prefix = "subscription_details";

/** The invoice of a change of a subscription if it bills at once, else its next one. */
export async function previewChange(
  context: Context,
  before: Stripe.Subscription,
  params: PreviewParams,
): Promise<Stripe.Invoice> {
  const details: Details = params.subscription_details ?? {};
  refuseDate(details);
  const supposed = await suppose(context, before, params);
  if (isPause(details)) return previewPause(context, supposed, details);
  if (details.resume_at !== undefined) return previewResumption(context, supposed);
  if (subscriptionDueAt(supposed) === null) throw noUpcoming(idOf(before.customer) ?? "");
  if (details.cancel_now === true) return preview(context, billEnd(context, supposed, details));
  const change = await readChange(context, supposed, changeOf(details), prefix);
  const plan = planChange(supposed, change);
  const subscription = scheduleEnd(plan.subscription, details, context.now);
  if (params.preview_mode === "recurring") return previewRecurring(context, subscription);
  await notePrices(context, supposed, subscription);
  const { prorationDate } = plan;
  if (plan.isBilledNow) {
    const draft = await draftInvoice(context, {
      subscription,
      charges: plan.prorations,
      cycle: plan.cycle,
      created: context.now,
      period: { start: context.now, end: context.now },
      reason: "upcoming",
      prorationDate,
    });
    if (draft.lines.length > 0) return assembleInvoice(draft, "preview");
  } else {
    await keepPending(context, subscription, plan.prorations);
  }
  return previewNext(context, subscription, prorationDate);
}

/** The next invoice by time alone. A period that bills nothing, as one of metered items alone, brings none. */
export async function previewNext(
  context: Context,
  subscription: Stripe.Subscription,
  prorationDate?: number,
): Promise<Stripe.Invoice> {
  const isLast = endsWithPeriod(subscription);
  const { billing, subscription: renewed } = isLast
    ? { billing: planEnd(subscription, [], subscription.cancel_at ?? context.now), subscription }
    : planRenewal(subscription, []);
  const draft = await draftInvoice(context, { ...billing, prorationDate });
  if (draft.lines.length > 0) return assembleInvoice(draft, "preview");
  if (isLast) throw noUpcoming(draft.customer.id);
  return previewNext(context, renewed);
}

/** The subscription with the settings that a preview supposes; discounts replace all that it has. */
async function suppose(
  context: Context,
  before: Stripe.Subscription,
  params: PreviewParams,
): Promise<Stripe.Subscription> {
  const {
    automatic_tax: tax,
    discounts,
    on_behalf_of: behalf,
    subscription_details: details,
  } = params;
  const settled = await changeSettings(context, before, {
    automatic_tax: tax,
    default_tax_rates: details?.default_tax_rates,
    metadata: details?.metadata,
    on_behalf_of: behalf,
  });
  if (discounts === undefined) return settled;
  const owner = {
    customer: idOf(before.customer),
    subscription: before.id,
    currency: before.currency,
  };
  const loaded = await readDiscounts(context, discounts, owner, "discounts");
  return { ...settled, discounts: loaded.map(({ discount }) => discount) };
}

/** What the update of a subscription takes; a date to bill on is for new ones. */
function changeOf({ billing_cycle_anchor: anchor, ...details }: Details) {
  if (anchor?.type === "timestamp") {
    throw invalid(
      "`billing_cycle_anchor[type]` of an existing subscription can only be `now` or `unchanged`.",
      `${prefix}[billing_cycle_anchor][type]`,
    );
  }
  return { ...details, billing_cycle_anchor: anchor && { type: anchor.type } };
}

/** Stripe: a date to prorate at goes with a change, and not without prorations. */
function refuseDate(details: Details): void {
  if (details.proration_date === undefined || details.proration_behavior !== "none") return;
  throw invalid(
    "You cannot set `subscription_details[proration_date]` when `subscription_details[proration_behavior]` is `none`.",
    `${prefix}[proration_date]`,
  );
}

/** The last invoice of a subscription that would end now; time after a planned end is given back already. */
function billEnd({ now }: Context, subscription: Stripe.Subscription, details: Details): Billing {
  const at = details.proration_date ?? now;
  const until = subscription.cancel_at ?? Number.POSITIVE_INFINITY;
  const isPaidFor = subscription.status === "active" || subscription.status === "past_due";
  const isCredited = details.proration_behavior !== "none" && isPaidFor;
  const credits = isCredited ? creditUnused(subscription.items.data, at, until) : [];
  return {
    ...planEnd(subscription, credits, now),
    prorationDate: isCredited ? at : undefined,
  };
}

/** What pausing bills, if it is to be invoiced: an empty hash means no pause. */
async function previewPause(
  context: Context,
  subscription: Stripe.Subscription,
  { pause }: Details,
): Promise<Stripe.Invoice> {
  await context.books.put("subscription", subscription);
  const paused = await pauseSubscription(context, subscription.id, pause ?? {});
  return invoiceOf(context, subscription, paused);
}

function isPause({ pause }: Details): boolean {
  return pause !== undefined && Object.values(pause).some((value) => value !== undefined);
}

async function previewResumption(
  context: Context,
  subscription: Stripe.Subscription,
): Promise<Stripe.Invoice> {
  await context.books.put("subscription", subscription);
  const resumed = await resumeSubscription(context, subscription.id, {});
  return invoiceOf(context, subscription, resumed);
}

/** The invoice that trying something out has made; there is none: nothing would be billed. */
export async function invoiceOf(
  { books }: Context,
  before: Stripe.Subscription,
  after: Stripe.Subscription,
): Promise<Stripe.Invoice> {
  const latest = idOf(after.latest_invoice);
  if (latest === null || latest === idOf(before.latest_invoice)) {
    throw noUpcoming(idOf(before.customer) ?? "");
  }
  return requireDocument(books, "invoice", latest);
}

async function preview(context: Context, billing: Billing): Promise<Stripe.Invoice> {
  const draft = await draftInvoice(context, { ...billing, reason: "upcoming" });
  if (draft.lines.length === 0 && endsWithPeriod(draft.subscription)) {
    throw noUpcoming(draft.customer.id);
  }
  return assembleInvoice(draft, "preview");
}
