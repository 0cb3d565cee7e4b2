import type Stripe from "stripe";
import { type Change, planChange } from "../billing/plan-change";
import { readDiscounts } from "../discounts/read-discounts";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireCustomer, requireDocument } from "../find";
import {
  array,
  emptyable,
  hash,
  oneOf,
  required,
  timestamp,
  type Values,
} from "../protocol/params";
import { announceTrialEnd } from "../time/announce-trial-end";
import { atTimeOf } from "../time/at-time-of";
import { addInvoiceItems } from "./add-invoice-items";
import { billChange } from "./bill-change";
import { changeItems } from "./change-items";
import { changePause, pauseCollection } from "./change-pause";
import { changeSettings } from "./change-settings";
import { endTrial, unpaidEnd } from "./end-trial";
import { isUnpaid } from "./issue-change";
import { endLeftDiscounts, keepParts, withoutUsedDiscounts } from "./keep-parts";
import { notePrices } from "./note-prices";
import { cancelAt, cancellationDetails, commonShape } from "./params/common-shape";
import { itemChange } from "./params/item-shape";
import { dropPendingUpdate, keepPendingUpdate, requirePendable } from "./pending-update";
import { readTrial } from "./read-trial";
import { isOver, refuseUpdate } from "./refuse-update";
import { requireTaxLocation } from "./require-tax-location";
import { saveMethod } from "./save-method";
import { readEnd, scheduleEnd } from "./schedule-end";

/** What previews may change too. */
export const changeShape = {
  billing_cycle_anchor: hash({ type: required(oneOf("now", "unchanged")) }),
  cancel_at: emptyable(cancelAt),
  cancel_at_period_end: commonShape.cancel_at_period_end,
  items: array(itemChange),
  proration_behavior: commonShape.proration_behavior,
  proration_date: timestamp(),
  trial_end: commonShape.trial_end,
};
export type ChangeParams = Partial<
  Values<typeof changeShape> & { trial_from_plan: boolean | undefined }
>;

export const updateShape = {
  ...commonShape,
  ...changeShape,
  cancellation_details: cancellationDetails,
  pause_collection: pauseCollection,
};
export type UpdateParams = Partial<Values<typeof updateShape>>;

/** Changes a subscription; what that costs is billed at once or left pending, as `planChange` decides. */
export async function updateSubscription(
  given: Context,
  id: string,
  params: UpdateParams,
): Promise<Stripe.Subscription> {
  const found = await requireDocument(given.books, "subscription", id);
  const context = await atTimeOf(given, idOf(found.customer));
  refuseUpdate(context, found, params);
  await requireTaxLocation(context, idOf(found.customer) ?? "", params.automatic_tax);
  if (isOver(found)) return keepSettings(context, found, params);
  const isPending = params.payment_behavior === "pending_if_incomplete";
  if (isPending) requirePendable(found, params);
  const before = isBillingChange(params) ? await dropPendingUpdate(context, found) : found;
  const settled = await settle(context, before, params);
  const change = await readChange(context, settled, params, "");
  const end = change.trialEnd === "now" ? await unpaidEnd(context, settled) : null;
  const trialEnd = end === null ? change.trialEnd : context.now;
  const plan = planChange(settled, { ...change, trialEnd });
  await notePrices(context, settled, plan.subscription);
  const planned = await keepParts(context, scheduleEnd(plan.subscription, params, context.now));
  await addItems(context, planned, params);
  const invoice = await billChange(context, { ...plan, subscription: planned }, params);
  if (isPending && invoice?.status === "open") {
    return keepPendingUpdate(context, before, planned, invoice);
  }
  const kept = await keep(context, before, planned, invoice);
  return end === null ? kept : endTrial(context, kept, end);
}

/** What is over has no billing left, and its customer may be gone. */
async function keepSettings(
  context: Context,
  before: Stripe.Subscription,
  params: UpdateParams,
): Promise<Stripe.Subscription> {
  const settled = await changeSettings(context, before, params);
  await context.books.put("subscription", settled);
  return settled;
}

async function addItems(
  context: Context,
  subscription: Stripe.Subscription,
  { add_invoice_items: items }: UpdateParams,
): Promise<void> {
  if (items === undefined) return;
  const customer = await requireCustomer(context.books, idOf(subscription.customer) ?? "");
  await addInvoiceItems(context, customer, subscription, items);
}

async function keep(
  context: Context,
  before: Stripe.Subscription,
  planned: Stripe.Subscription,
  invoice: Stripe.Invoice | null,
): Promise<Stripe.Subscription> {
  const billed: Stripe.Subscription = {
    ...(await withoutUsedDiscounts(context, planned)),
    latest_invoice: invoice?.id ?? planned.latest_invoice,
    status: statusAfter(planned, invoice),
  };
  const saved = await saveMethod(context, billed, invoice);
  await context.books.put("subscription", saved);
  await endLeftDiscounts(context, before, saved);
  announceTrialEnd(context, before, saved);
  return saved;
}

/** The latest invoice decides: unpaid, the subscription is past due; paid, no longer. */
function statusAfter(
  { status }: Stripe.Subscription,
  invoice: Stripe.Invoice | null,
): Stripe.Subscription.Status {
  if (isUnpaid(invoice)) return "past_due";
  const isOwing = status === "past_due" || status === "unpaid";
  return isOwing && invoice?.status === "paid" ? "active" : status;
}

/** The subscription with everything that is not its billing: settings, discounts, paused collection. */
async function settle(
  context: Context,
  before: Stripe.Subscription,
  params: UpdateParams,
): Promise<Stripe.Subscription> {
  const settled = await changeSettings(context, before, params);
  return {
    ...settled,
    discounts: await changeDiscounts(context, before, params),
    pause_collection: changePause(before.pause_collection, params.pause_collection, context.now),
  };
}

/** A list replaces the discounts, an empty one leaves them, '' takes them off: as documented. */
async function changeDiscounts(
  context: Context,
  before: Stripe.Subscription,
  { discounts: given }: UpdateParams,
): Promise<Stripe.Subscription["discounts"]> {
  if (given === null) return [];
  if (given === undefined || given.length === 0) return before.discounts;
  const { id: subscription, currency } = before;
  const bearer = { customer: idOf(before.customer), subscription, currency };
  const loaded = await readDiscounts(context, given, bearer, "discounts");
  return loaded.map(({ discount }) => discount);
}

/** The change that parameters ask for. `prefix` is the hash they came in, "" at the top. */
export async function readChange(
  context: Context,
  subscription: Stripe.Subscription,
  params: ChangeParams,
  prefix: string,
): Promise<Change> {
  const { now, schedule } = context;
  const path = prefix === "" ? "items" : `${prefix}[items]`;
  const items = params.items && (await changeItems(context, subscription, params.items, path));
  return {
    now,
    items,
    behavior: params.proration_behavior ?? "create_prorations",
    prorationDate: params.proration_date,
    anchorNow: params.billing_cycle_anchor?.type === "now",
    isPhase: schedule !== undefined,
    cancelAt: readEnd(subscription, params),
    trialEnd: readTrial(params, items ?? subscription.items.data, now),
  };
}

const billingParams = [
  "add_invoice_items",
  "billing_cycle_anchor",
  "cancel_at_period_end",
  "discounts",
  "items",
  "trial_end",
] as const;

/** Stripe discards a pending update when another change of billing comes. */
function isBillingChange(params: UpdateParams): boolean {
  return billingParams.some((name) => params[name] !== undefined);
}
