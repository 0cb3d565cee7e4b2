import type Stripe from "stripe";
import { draftInvoice, issueInvoice, keepPending } from "../billing/issue-invoice";
import { type Change, type Plan, planChange } from "../billing/plan-change";
import type { Context } from "../endpoint";
import { invalid } from "../protocol/errors";
import {
  array,
  emptyable,
  hash,
  oneOf,
  required,
  timestamp,
  type Values,
  wordOr,
} from "../protocol/params";
import { requireDocument } from "./find";
import { scheduleEnd } from "./schedule-end";
import { changeItems } from "./subscription-items";
import { cancellationDetails, commonShape, itemChange } from "./subscription-params";
import { changeSettings, checkTrialEnd, requireMethod } from "./subscription-settings";

/** What previews may change too. */
export const changeShape = {
  billing_cycle_anchor: hash({ type: required(oneOf("now", "unchanged")) }),
  cancel_at: emptyable(wordOr("min_period_end", wordOr("max_period_end", timestamp()))),
  cancel_at_period_end: commonShape.cancel_at_period_end,
  items: array(itemChange),
  proration_behavior: commonShape.proration_behavior,
  proration_date: timestamp(),
  trial_end: commonShape.trial_end,
};
export type ChangeParams = Values<typeof changeShape>;

export const updateShape = {
  ...commonShape,
  ...changeShape,
  cancellation_details: cancellationDetails,
};
type Params = Values<typeof updateShape>;

/** Changes a subscription; what that costs is billed at once or left pending, as `planChange` decides. */
export async function updateSubscription(
  context: Context,
  id: string,
  params: Params,
): Promise<Stripe.Subscription> {
  const before = await requireDocument(context.books, "subscription", id);
  refuseIfOver(before, params);
  const settled = await changeSettings(context, before, params);
  const plan = planChange(settled, await readChange(context, settled, params, ""));
  const planned = scheduleEnd(plan.subscription, params, context.now);
  const invoice = await bill(context, { ...plan, subscription: planned }, params.payment_behavior);
  const subscription = invoice === null ? planned : { ...planned, latest_invoice: invoice.id };
  await context.books.put("subscription", subscription);
  return subscription;
}

/** The change that parameters ask for. `prefix` is the hash they came in, "" at the top. */
export async function readChange(
  { books, now }: Context,
  subscription: Stripe.Subscription,
  params: ChangeParams,
  prefix: string,
): Promise<Change> {
  const { items, trial_end: trialEnd } = params;
  const path = prefix === "" ? "items" : `${prefix}[items]`;
  return {
    now,
    items: items && (await changeItems(books, subscription, items, now, path)),
    behavior: params.proration_behavior ?? "create_prorations",
    prorationDate: params.proration_date,
    anchorNow: params.billing_cycle_anchor?.type === "now",
    trialEnd: typeof trialEnd === "number" ? checkTrialEnd(trialEnd, now) : trialEnd,
  };
}

async function bill(
  context: Context,
  plan: Plan,
  behavior: string | undefined,
): Promise<Stripe.Invoice | null> {
  const { subscription, prorations, cycle, prorationDate } = plan;
  if (!plan.isBilledNow) {
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
  requireMethod(draft, behavior);
  return issueInvoice(context, draft);
}

const openAfterEnd: readonly string[] = ["cancellation_details", "metadata", "expand"];
const billingParams = ["items", "billing_cycle_anchor", "trial_end"] as const;

function refuseIfOver(subscription: Stripe.Subscription, params: Params): void {
  const { status } = subscription;
  const isOver = status === "canceled" || status === "incomplete_expired";
  if (isOver && Object.keys(params).some((name) => !openAfterEnd.includes(name))) {
    throw invalid(
      "A canceled subscription can only update its cancellation_details and metadata.",
      undefined,
      "invalid_canceled_subscription_fields",
    );
  }
  const isIncomplete = status === "incomplete";
  if (isIncomplete && billingParams.some((name) => params[name] !== undefined)) {
    throw invalid(
      "A subscription whose first invoice is unpaid cannot change its items or its billing cycle.",
    );
  }
}
