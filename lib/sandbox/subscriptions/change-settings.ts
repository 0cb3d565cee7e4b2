import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireOwnPaymentMethod } from "../payments/attach-method";
import { changed } from "../protocol/address";
import { noSuchReference } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import type { Values } from "../protocol/params";
import { type CancelDetails, changeDetails } from "./cancellation-details";
import { changeInvoicing } from "./change-invoicing";
import { changeParties } from "./change-parties";
import type { commonShape } from "./params/common-shape";
import type { PaymentSettingsParams } from "./params/payment-shape";
import { changeMethodOptions } from "./payment-method-options";

type Params = Values<typeof commonShape> & {
  cancellation_details?: CancelDetails | undefined;
};

/** A subscription with what neither costs nor moves anything: method, collection, texts, settings. */
export async function changeSettings(
  context: Context,
  before: Stripe.Subscription,
  params: Partial<Params>,
): Promise<Stripe.Subscription> {
  return {
    ...before,
    ...(await changeMethods(context, before, params)),
    ...(await changeInvoicing(context, before, params)),
    ...(await changeParties(context, before, params)),
    cancellation_details: await changeDetails(context, before, params.cancellation_details),
    description: changed(params.description, before.description),
    metadata: changeMetadata(before.metadata, params.metadata),
    payment_settings: changePaymentSettings(params.payment_settings, before.payment_settings),
    trial_settings: changeTrialSettings(params.trial_settings, before.trial_settings),
  };
}

/** What is charged: both must be the customer's own. */
async function changeMethods(
  context: Context,
  before: Stripe.Subscription,
  { default_payment_method: method, default_source: source }: Partial<Params>,
) {
  const customer = idOf(before.customer) ?? "";
  if (method) await requireOwnPaymentMethod(context, method, customer, "default_payment_method");
  if (source) await requireOwnSource(context, source, customer);
  return {
    default_payment_method: changed(method, before.default_payment_method),
    default_source: changed(source, before.default_source),
  };
}

async function requireOwnSource({ books }: Context, id: string, customer: string): Promise<void> {
  const source = await books.find("source", id);
  const owner = source !== null && "customer" in source ? idOf(source.customer) : null;
  if (owner !== customer) throw noSuchReference("source", id, "default_source");
}

function changePaymentSettings(
  given: PaymentSettingsParams | undefined,
  before: Stripe.Subscription.PaymentSettings | null,
): Stripe.Subscription.PaymentSettings {
  const types = given?.payment_method_types;
  return {
    payment_method_options: changeMethodOptions(
      given?.payment_method_options,
      before?.payment_method_options ?? null,
    ),
    payment_method_types: types === undefined ? (before?.payment_method_types ?? null) : types,
    save_default_payment_method:
      given?.save_default_payment_method ?? before?.save_default_payment_method ?? "off",
  };
}

function changeTrialSettings(
  given: Params["trial_settings"],
  before: Stripe.Subscription.TrialSettings | null,
): Stripe.Subscription.TrialSettings {
  const asked = given?.end_behavior;
  const was = before?.end_behavior;
  return {
    end_behavior: {
      billing_cycle_anchor: asked?.billing_cycle_anchor ?? was?.billing_cycle_anchor ?? null,
      missing_payment_method:
        asked?.missing_payment_method ?? was?.missing_payment_method ?? "create_invoice",
    },
  };
}
