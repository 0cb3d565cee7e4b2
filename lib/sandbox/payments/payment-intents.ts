import type Stripe from "stripe";
import { idOf } from "../documents";
import { type Call, type Context, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import type { SandboxError } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { oneOf, string, type Values } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { blankPaymentIntent } from "./blank-payment-intent";
import { capturePayment } from "./capture-payment";
import { changePayment } from "./change-payment";
import { chooseMethod, requireConfirmParams } from "./choose-method";
import { confirmPayment } from "./confirm-payment";
import { takeInstrument } from "./instrument";
import { readTypes } from "./method-types";
import { captureShape, confirmShape, createShape, updateShape } from "./payment-params";
import {
  requireAmount,
  requireCancelable,
  requireCapturable,
  requireChangeable,
  requireConfirmable,
  unexpected,
} from "./payment-state";
import { releaseAuthorization } from "./release-authorization";
import { invoiceOf, noteFailure, settleIntent } from "./settle-intent";

/** Payment intents: create, retrieve, update, confirm, capture, cancel, list. */
export const paymentIntentEndpoints = [
  endpoint("POST", "/v1/payment_intents", createShape, async (given) => {
    const { params } = given;
    const call = await atTimeOf(given, params.customer ?? params.customer_account ?? null);
    requireConfirmParams(params);
    const blank = blankPaymentIntent(call, params.amount, params.currency);
    const typed = { ...blank, ...readTypes(params, params.currency, call.account) };
    const { payment_method_types: _types, ...rest } = params;
    const changed = await changePayment(call, typed, rest);
    const intent: Stripe.PaymentIntent = {
      ...(await chooseMethod(call, changed, params)),
      confirmation_method: params.confirmation_method ?? "automatic",
    };
    await call.books.put("payment_intent", intent);
    return params.confirm === true ? confirm(call, intent, params) : intent;
  }),
  endpoint("GET", "/v1/payment_intents/:id", { client_secret: string() }, ({ books, id }) =>
    requireDocument(books, "payment_intent", id),
  ),
  endpoint("POST", "/v1/payment_intents/:id", updateShape, async (given) => {
    const { call, before } = await open(given);
    const { params } = call;
    for (const name of ["amount", "currency", "payment_method"] as const) {
      if (params[name] !== undefined) requireChangeable(before, name);
    }
    const changed = await changePayment(call, before, params);
    const intent = await chooseMethod(call, unconfirmed(before, changed), params);
    await call.books.put("payment_intent", intent);
    return intent;
  }),
  endpoint("POST", "/v1/payment_intents/:id/confirm", confirmShape, async (given) => {
    const { call, before } = await open(given);
    requireConfirmable(before);
    requireAmount(before, call.params.amount_to_confirm);
    const changed = await changePayment(call, before, call.params);
    return confirm(call, await chooseMethod(call, changed, call.params), call.params);
  }),
  endpoint("POST", "/v1/payment_intents/:id/capture", captureShape, async (given) => {
    const { call, before } = await open(given);
    requireCapturable(before);
    return capturePayment(call, before, call.params);
  }),
  endpoint(
    "POST",
    "/v1/payment_intents/:id/cancel",
    {
      cancellation_reason: oneOf("abandoned", "duplicate", "fraudulent", "requested_by_customer"),
    },
    async (given) => {
      const { call, before } = await open(given);
      requireCancelable(before);
      if ((await invoiceOf(call, before)) !== null) {
        throw unexpected(
          before,
          "You cannot cancel this PaymentIntent because it belongs to an invoice. Void the invoice instead.",
        );
      }
      return cancel(call, before, call.params.cancellation_reason ?? null);
    },
  ),
  endpoint(
    "GET",
    "/v1/payment_intents",
    { ...pagination, created: range, customer: string(), customer_account: string() },
    ({ books, params }) => {
      const customer = params.customer ?? params.customer_account;
      const filter = { customer, created: rangeOf(params.created) };
      return listPage(books, "/v1/payment_intents", "payment_intent", filter, params);
    },
  ),
];

/** The intent of a path, at the time of its customer. */
async function open<P>(given: Call<P>) {
  const before = await requireDocument(given.books, "payment_intent", given.id);
  return { call: await atTimeOf(given, idOf(before.customer)), before };
}

/** Confirms; a refused payment is answered as an error, and kept. */
async function confirm(
  context: Context,
  intent: Stripe.PaymentIntent,
  params: Partial<Values<typeof confirmShape>>,
): Promise<Stripe.PaymentIntent | SandboxError> {
  const id = idOf(intent.payment_method);
  if (id === null) {
    throw unexpected(
      intent,
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    );
  }
  const instrument = await takeInstrument(context, id, idOf(intent.customer), "payment_method");
  const invoice = await invoiceOf(context, intent);
  const result = await confirmPayment(context, intent, instrument, {
    isOffSession: params.off_session !== undefined && params.off_session !== "false",
    isAuthenticated: params.payment_method_options?.card?.three_d_secure !== undefined,
    isOfInvoice: invoice !== null,
    refusesAction: params.error_on_requires_action,
    returnUrl: params.return_url,
  });
  if (result.outcome === "declined") {
    await noteFailure(context, result.intent);
    return result.error;
  }
  if (result.intent.status === "succeeded") await settleIntent(context, result.intent);
  return result.intent;
}

/** What changes the payment takes a confirmation back. */
function unconfirmed(
  before: Stripe.PaymentIntent,
  changed: Stripe.PaymentIntent,
): Stripe.PaymentIntent {
  const isSame = before.amount === changed.amount && before.currency === changed.currency;
  if (isSame || before.status !== "requires_action") return changed;
  return { ...changed, next_action: null, status: "requires_confirmation" };
}

async function cancel(
  context: Context,
  before: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent["cancellation_reason"],
): Promise<Stripe.PaymentIntent> {
  if (before.status === "requires_capture") await releaseAuthorization(context, before, 0);
  const canceled: Stripe.PaymentIntent = {
    ...before,
    amount_capturable: 0,
    canceled_at: context.now,
    cancellation_reason: reason,
    next_action: null,
    status: "canceled",
  };
  await context.books.put("payment_intent", canceled);
  return canceled;
}
