import type Stripe from "stripe";
import { chargePeriod, chargeTrial } from "../billing/cycle";
import { draftInvoice, issueInvoice } from "../billing/issue-invoice";
import { startPeriod, startTrial } from "../billing/plan-change";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { invalid } from "../protocol/errors";
import {
  array,
  hash,
  integer,
  missingParam,
  oneOf,
  required,
  string,
  timestamp,
  type Values,
} from "../protocol/params";
import { billingMode, blankSubscription } from "./blank-subscription";
import { requireCustomer } from "./find";
import { scheduleEnd } from "./schedule-end";
import { createItems } from "./subscription-items";
import { commonShape, newItem } from "./subscription-params";
import { changeSettings, checkTrialEnd, requireMethod } from "./subscription-settings";

const daySeconds = 86400;

export const createShape = {
  ...commonShape,
  billing_mode: hash({ type: required(oneOf("classic", "flexible")) }),
  cancel_at: timestamp(),
  currency: string(3),
  customer: required(string()),
  items: array(newItem),
  trial_period_days: integer(0, 730),
};
type Params = Values<typeof createShape>;

/** Begins a subscription: its first period or trial, its first invoice. */
export async function createSubscription(
  context: Context,
  params: Params,
): Promise<Stripe.Subscription> {
  const { books, now } = context;
  if (params.items === undefined) throw missingParam("items");
  const customer = await requireCustomer(books, params.customer, "customer");
  const begun = await beginSubscription(context, params, customer.id);
  const isTrial = begun.status === "trialing";
  const draft = await draftInvoice(context, {
    subscription: begun,
    charges: [],
    cycle: isTrial ? chargeTrial(begun) : chargePeriod(begun),
    created: now,
    period: { start: now, end: now },
    reason: "subscription_create",
  });
  requireMethod(draft, params.payment_behavior);
  const invoice = await issueInvoice(context, draft);
  const isUnpaid = invoice.status === "open" && begun.collection_method === "charge_automatically";
  const subscription = {
    ...begun,
    latest_invoice: invoice.id,
    status: isUnpaid ? "incomplete" : begun.status,
  };
  await books.put("subscription", subscription);
  return subscription;
}

/** A subscription in its first period, neither billed nor kept. Previews of new ones begin so too. */
export async function beginSubscription(
  context: Context,
  params: Partial<Omit<Params, "customer">>,
  customer: string,
): Promise<Stripe.Subscription> {
  const { books, now } = context;
  const id = newId("subscription");
  const data = await createItems(books, params.items ?? [], id, now);
  const trialEnd = readTrialEnd(params, now);
  const blank = blankSubscription(id, customer, now, data[0]?.price.currency ?? "usd");
  const settled = await changeSettings(context, blank, params);
  const stocked: Stripe.Subscription = {
    ...settled,
    billing_mode: billingMode(params.billing_mode?.type ?? "flexible"),
    items: { ...blank.items, data, url: `/v1/subscription_items?subscription=${id}` },
  };
  const begun = trialEnd === null ? startPeriod(stocked, now) : startTrial(stocked, now, trialEnd);
  return scheduleEnd(begun, params, now);
}

function readTrialEnd(params: Partial<Params>, now: number): number | null {
  const { trial_end: end, trial_period_days: days } = params;
  if (end !== undefined && days !== undefined) {
    throw invalid(
      "You may only specify one of these parameters: trial_end, trial_period_days.",
      "trial_end",
      "parameters_exclusive",
    );
  }
  if (days !== undefined) return days === 0 ? null : now + days * daySeconds;
  if (end === undefined || end === "now") return null;
  return checkTrialEnd(end, now);
}
