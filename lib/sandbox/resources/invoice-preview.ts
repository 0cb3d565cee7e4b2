import type Stripe from "stripe";
import { assembleInvoice } from "../billing/assemble-invoice";
import { chargePeriod, chargeTrial, periodOf } from "../billing/cycle";
import { type Billing, draftInvoice } from "../billing/issue-invoice";
import { planChange } from "../billing/plan-change";
import { creditUnused } from "../billing/proration";
import { endsWithPeriod, planRenewal } from "../billing/renewal";
import { idOf, subscriptionDueAt } from "../documents";
import type { Context } from "../endpoint";
import { invalid, noSuchReference, SandboxError } from "../protocol/errors";
import {
  boolean,
  hash,
  metadata,
  missingParam,
  oneOf,
  string,
  type Values,
} from "../protocol/params";
import { listLiving, requireCustomer, requireDocument } from "./find";
import { scheduleEnd } from "./schedule-end";
import { beginSubscription } from "./subscription-create";
import { type ChangeParams, changeShape, readChange } from "./subscription-update";

export const previewShape = {
  currency: string(3),
  customer: string(),
  preview_mode: oneOf("next", "recurring"),
  subscription: string(),
  subscription_details: hash({ ...changeShape, cancel_now: boolean(), metadata: metadata() }),
};
type Params = Values<typeof previewShape>;
type Details = ChangeParams & { cancel_now?: boolean | undefined };

const noDetails: Details = {
  billing_cycle_anchor: undefined,
  cancel_at: undefined,
  cancel_at_period_end: undefined,
  items: undefined,
  proration_behavior: undefined,
  proration_date: undefined,
  trial_end: undefined,
};

/** The invoice that a change, or time alone, would bring. Nothing is written. */
export async function createPreview(context: Context, params: Params): Promise<Stripe.Invoice> {
  const details = params.subscription_details ?? noDetails;
  const subscription = await findSubject(context, params);
  if (subscription !== null) return previewChange(context, subscription, details, params);
  const customer = await requireCustomer(context.books, params.customer ?? "", "customer");
  if (details.items === undefined) throw noUpcoming(customer.id);
  return previewNew(context, details, customer.id);
}

/** Which subscription is meant: the one named, else the customer's that bills next; null: a new one. */
async function findSubject(context: Context, params: Params): Promise<Stripe.Subscription | null> {
  const { books } = context;
  const { subscription: id, customer } = params;
  if (id !== undefined) {
    const subscription = await requireDocument(books, "subscription", id, "subscription");
    if (customer !== undefined && idOf(subscription.customer) !== customer) {
      throw noSuchReference("subscription", id, "subscription");
    }
    return subscription;
  }
  if (customer === undefined) throw missingParam("customer");
  await requireCustomer(books, customer, "customer");
  if (params.subscription_details?.items !== undefined) return null;
  const living = (await listLiving(books, customer)).filter(renews);
  return living.sort((first, second) => dueAt(first) - dueAt(second))[0] ?? null;
}

async function previewChange(
  context: Context,
  before: Stripe.Subscription,
  details: Details,
  params: Params,
): Promise<Stripe.Invoice> {
  if (subscriptionDueAt(before) === null) throw noUpcoming(idOf(before.customer) ?? "");
  if (details.cancel_now === true) return preview(context, billEnd(context, before, details));
  const prefix = "subscription_details";
  const plan = planChange(before, await readChange(context, before, details, prefix));
  const subscription = scheduleEnd(plan.subscription, details, context.now);
  if (params.preview_mode === "recurring") {
    const { billing } = planRenewal({ ...subscription, cancel_at_period_end: false }, []);
    return preview(context, billing, { withPending: false });
  }
  if (!plan.isBilledNow) {
    const renewal = planRenewal(subscription, plan.prorations);
    const cycle = endsWithPeriod(subscription) ? [] : renewal.billing.cycle;
    return preview(context, { ...renewal.billing, cycle, prorationDate: plan.prorationDate });
  }
  return preview(context, {
    subscription,
    charges: plan.prorations,
    cycle: plan.cycle,
    created: context.now,
    period: { start: context.now, end: context.now },
    reason: "upcoming",
    prorationDate: plan.prorationDate,
  });
}

/** The last invoice of a subscription that would end now. */
function billEnd({ now }: Context, subscription: Stripe.Subscription, details: Details): Billing {
  const at = details.proration_date ?? now;
  const isCredited = details.proration_behavior !== "none" && subscription.status !== "trialing";
  return {
    subscription,
    charges: isCredited ? creditUnused(subscription.items.data, at) : [],
    cycle: [],
    created: now,
    period: { start: periodOf(subscription).start, end: now },
    reason: "upcoming",
    prorationDate: isCredited ? at : undefined,
  };
}

async function previewNew(
  context: Context,
  details: Details,
  customer: string,
): Promise<Stripe.Invoice> {
  const items = details.items ?? [];
  if (items.some((item) => item.id !== undefined || item.deleted !== undefined)) {
    throw invalid("Items of a new subscription have no ids.", "subscription_details[items]");
  }
  const begun = await beginSubscription(context, { items, trial_end: details.trial_end }, customer);
  return preview(context, {
    subscription: begun,
    charges: [],
    cycle: begun.status === "trialing" ? chargeTrial(begun) : chargePeriod(begun),
    created: context.now,
    period: { start: context.now, end: context.now },
    reason: "upcoming",
  });
}

async function preview(
  context: Context,
  billing: Billing,
  { withPending } = { withPending: true },
): Promise<Stripe.Invoice> {
  const draft = await draftInvoice(context, { ...billing, reason: "upcoming" });
  const items = withPending ? draft.items : [];
  const isEmpty = items.length === 0 && draft.cycle.length === 0;
  if (isEmpty && endsWithPeriod(draft.subscription)) throw noUpcoming(draft.customer.id);
  const invoice = assembleInvoice({ ...draft, items }, "preview");
  const isCharged = invoice.collection_method === "charge_automatically";
  return { ...invoice, next_payment_attempt: isCharged ? invoice.created + 3600 : null };
}

function renews(subscription: Stripe.Subscription): boolean {
  const isRunning = ["active", "trialing", "past_due"].includes(subscription.status);
  return isRunning && !endsWithPeriod(subscription);
}

function dueAt(subscription: Stripe.Subscription): number {
  return subscriptionDueAt(subscription) ?? Number.POSITIVE_INFINITY;
}

function noUpcoming(customer: string): SandboxError {
  return new SandboxError(404, {
    type: "invalid_request_error",
    code: "invoice_upcoming_none",
    message: `No upcoming invoices for customer: ${customer}`,
  });
}
