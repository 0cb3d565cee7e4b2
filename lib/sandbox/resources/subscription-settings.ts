import type Stripe from "stripe";
import { assembleInvoice, type InvoiceDraft } from "../billing/assemble-invoice";
import { defaultMethodOf } from "../billing/issue-invoice";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { missingParam, type Values } from "../protocol/params";
import { requireOwnPaymentMethod } from "./attach-method";
import { changed } from "./shared-params";
import { type CancelDetails, changeDetails } from "./subscription-cancel";
import type { commonShape } from "./subscription-params";

type Params = Values<typeof commonShape> & {
  cancellation_details?: CancelDetails | undefined;
};
const daySeconds = 86400;

/** Without a payment method only `default_incomplete` may go on: the invoice then waits to be paid. */
export function requireMethod(draft: InvoiceDraft, behavior: string | undefined): void {
  const { subscription, customer } = draft;
  if (behavior === "default_incomplete" || subscription.collection_method === "send_invoice")
    return;
  if (defaultMethodOf(subscription, customer) !== null) return;
  if (assembleInvoice(draft, "preview").amount_due === 0) return;
  throw invalid(
    "This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.",
    undefined,
    "resource_missing",
  );
}

/** `send_invoice` needs `days_until_due`, `charge_automatically` refuses it. */
function changeCollection(before: Stripe.Subscription, params: Partial<Params>) {
  const method = params.collection_method ?? before.collection_method;
  if (method === "send_invoice") {
    const days = params.days_until_due ?? before.days_until_due;
    if (days === null) throw missingParam("days_until_due");
    return { collection_method: method, days_until_due: days };
  }
  if (params.days_until_due !== undefined) {
    throw invalid(
      "You can only set `days_until_due` if `collection_method` is set to `send_invoice`.",
      "days_until_due",
    );
  }
  return { collection_method: method, days_until_due: null };
}

function paymentSettings(
  given: Params["payment_settings"],
  before: Stripe.Subscription.PaymentSettings | null,
): Stripe.Subscription.PaymentSettings {
  const types = given?.payment_method_types;
  return {
    payment_method_options: before?.payment_method_options ?? null,
    payment_method_types: types === undefined ? (before?.payment_method_types ?? null) : types,
    save_default_payment_method:
      given?.save_default_payment_method ?? before?.save_default_payment_method ?? "off",
  };
}

function trialSettings(
  given: Params["trial_settings"],
  before: Stripe.Subscription.TrialSettings | null,
): Stripe.Subscription.TrialSettings {
  const asked = given?.end_behavior?.missing_payment_method;
  const missing = asked ?? before?.end_behavior.missing_payment_method ?? "create_invoice";
  return { end_behavior: { billing_cycle_anchor: null, missing_payment_method: missing } };
}

/** Stripe: in the future, at most two years ahead (730 days). */
export function checkTrialEnd(end: number, now: number): number {
  if (end <= now) {
    throw invalid(
      "Invalid timestamp: must be an integer Unix timestamp in the future.",
      "trial_end",
    );
  }
  if (end > now + 730 * daySeconds) {
    throw invalid("Invalid trial_end: must be at most two years in the future.", "trial_end");
  }
  return end;
}

/** A subscription with what neither costs nor moves anything: method, collection, texts, settings. */
export async function changeSettings(
  context: Context,
  before: Stripe.Subscription,
  params: Partial<Params>,
): Promise<Stripe.Subscription> {
  const method = params.default_payment_method;
  const customer = idOf(before.customer) ?? "";
  if (method) await requireOwnPaymentMethod(context, method, customer, "default_payment_method");
  return {
    ...before,
    cancellation_details: changeDetails(before, params.cancellation_details),
    ...changeCollection(before, params),
    default_payment_method: changed(method, before.default_payment_method),
    description: changed(params.description, before.description),
    metadata: changeMetadata(before.metadata, params.metadata),
    payment_settings: paymentSettings(params.payment_settings, before.payment_settings),
    trial_settings: trialSettings(params.trial_settings, before.trial_settings),
  };
}
