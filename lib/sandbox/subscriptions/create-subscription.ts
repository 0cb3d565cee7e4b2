import type Stripe from "stripe";
import { draftInvoice } from "../billing/draft-invoice";
import { currency } from "../catalogue/params";
import { resolveCustomer } from "../customers/resolve-customer";
import { purchaseAmount } from "../discounts/purchase-amount";
import { readDiscounts } from "../discounts/read-discounts";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireCustomer } from "../find";
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
import { announceTrialEnd } from "../time/announce-trial-end";
import { atTimeOf } from "../time/at-time-of";
import { requireRoomForSubscription } from "../time/clock-limits";
import { addInvoiceItems } from "./add-invoice-items";
import { billingMode, blankSubscription } from "./blank-subscription";
import { createItems } from "./change-items";
import { changeSettings } from "./change-settings";
import { chargeStart } from "./charge-start";
import { chooseCurrency } from "./choose-currency";
import { issueChange, isUnpaid } from "./issue-change";
import { keepParts, withoutUsedDiscounts } from "./keep-parts";
import { openSetup } from "./open-setup";
import { cancelAt, commonShape, flexibleShape } from "./params/common-shape";
import { newItem } from "./params/item-shape";
import { anchorConfig } from "./read-anchor";
import { requireTaxLocation } from "./require-tax-location";
import { saveMethod } from "./save-method";
import { scheduleEnd } from "./schedule-end";
import { startOn } from "./start-on";

export const createShape = {
  ...commonShape,
  backdate_start_date: timestamp(),
  billing_cycle_anchor: timestamp(),
  billing_cycle_anchor_config: anchorConfig,
  billing_mode: hash({
    flexible: hash(flexibleShape),
    type: required(oneOf("classic", "flexible")),
  }),
  cancel_at: cancelAt,
  currency: currency(),
  customer: string(),
  customer_account: string(),
  items: array(newItem),
  trial_period_days: integer(0, 730),
};
export type CreateParams = Partial<Values<typeof createShape>>;

/** Begins a subscription: its first period or trial, its first invoice. Gives it, saved. */
export async function createSubscription(
  given: Context,
  params: CreateParams,
): Promise<Stripe.Subscription> {
  const customer = await resolveCustomer(given.books, params);
  const context = await atTimeOf(given, customer.id);
  if (params.items === undefined) throw missingParam("items");
  if (idOf(customer.test_clock) !== null) {
    await requireRoomForSubscription(context.books, customer.id);
  }
  if (params.payment_behavior === "pending_if_incomplete") {
    throw invalid(
      "`pending_if_incomplete` can only be used when updating a subscription.",
      "payment_behavior",
    );
  }
  await requireTaxLocation(context, customer.id, params.automatic_tax);
  const planned = await beginSubscription(context, params, customer.id);
  const begun = await keepParts(context, planned);
  // Who charges looks the subscription up; until it is paid for it is not active.
  const isCharged = begun.collection_method === "charge_automatically";
  const status = isCharged && begun.status === "active" ? "incomplete" : begun.status;
  await context.books.put("subscription", { ...begun, status });
  await addInvoiceItems(context, customer, begun, params.add_invoice_items);
  return issueFirst(context, begun, params);
}

async function issueFirst(
  context: Context,
  begun: Stripe.Subscription,
  params: CreateParams,
): Promise<Stripe.Subscription> {
  const { now, books } = context;
  const draft = await draftInvoice(context, {
    subscription: begun,
    charges: [],
    cycle: chargeStart(begun, params.proration_behavior ?? "create_prorations"),
    created: now,
    period: { start: now, end: now },
    reason: "subscription_create",
  });
  const invoice = await issueChange(context, draft, {
    behavior: params.payment_behavior,
    offSession: params.off_session,
    isRetried: false,
  });
  const billed: Stripe.Subscription = {
    ...(await withoutUsedDiscounts(context, begun)),
    latest_invoice: invoice?.id ?? null,
    status: isUnpaid(invoice) ? "incomplete" : begun.status,
  };
  const prepared = await openSetup(context, billed, invoice, params.payment_behavior);
  const saved = await saveMethod(context, prepared, invoice);
  await books.put("subscription", saved);
  announceTrialEnd(context, null, saved);
  return saved;
}

/** A subscription in its first period, neither billed nor kept. Previews of new ones begin so too. */
export async function beginSubscription(
  context: Context,
  params: CreateParams,
  customerId: string,
): Promise<Stripe.Subscription> {
  const { books, now } = context;
  const customer = await requireCustomer(books, customerId, "customer");
  const id = newId("subscription");
  const owner = { id, customer: customer.id, now };
  const { type = "flexible", flexible } = params.billing_mode ?? {};
  const data = await createItems(context, params.items ?? [], owner, type === "flexible");
  const inCurrency = await chooseCurrency(context, customer, data, params.currency);
  const blank = blankSubscription(id, customer.id, now, inCurrency);
  const settled = await changeSettings(context, blank, params);
  const amount = purchaseAmount(data, inCurrency);
  const bearer = { customer: customer.id, subscription: id, currency: inCurrency, amount };
  const loaded = await readDiscounts(context, params.discounts, bearer, "discounts");
  const stocked: Stripe.Subscription = {
    ...settled,
    billing_mode: billingMode(type, flexible?.proration_discounts),
    customer_account: customer.customer_account ?? null,
    discounts: loaded.map(({ discount }) => discount),
    items: { ...blank.items, data, url: `/v1/subscription_items?subscription=${id}` },
    schedule: context.schedule ?? null,
    test_clock: idOf(customer.test_clock),
  };
  return scheduleEnd(startOn(stocked, params, now), params, now);
}
