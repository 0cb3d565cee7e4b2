import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { followSetup } from "../subscriptions/open-setup";
import { atTimeOf } from "../time/at-time-of";
import { confirmPayment } from "./confirm-payment";
import { confirmSetup } from "./confirm-setup";
import { findInstrument, type Instrument } from "./instrument";
import { noteFailure, settleIntent } from "./settle-intent";
import { saveAttempt } from "./setup-attempts";

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

/** The intent that a page of authentication is about; null: there is none. */
export async function findIntent({ books }: Context, id: string): Promise<Intent | null> {
  return (await books.find("payment_intent", id)) ?? (await books.find("setup_intent", id));
}

/**
 * The customer authenticated, or failed to: the intent is carried on, or waits for another payment
 * method. An invoice that is paid so is followed by its subscription. Gives the intent, saved; one that
 * waits for no authentication stays as it is.
 */
export async function finishAuthentication(
  given: Context,
  intent: Intent,
  isAuthenticated: boolean,
): Promise<Intent> {
  if (intent.status !== "requires_action") return intent;
  const context = await atTimeOf(given, idOf(intent.customer));
  const instrument = await findInstrument(context.books, idOf(intent.payment_method) ?? "");
  if (instrument === null) return intent;
  return intent.object === "payment_intent"
    ? finishPayment(context, intent, instrument, isAuthenticated)
    : finishSetup(context, intent, instrument, isAuthenticated);
}

async function finishPayment(
  context: Context,
  intent: Stripe.PaymentIntent,
  instrument: Instrument,
  isAuthenticated: boolean,
): Promise<Stripe.PaymentIntent> {
  if (!isAuthenticated) {
    const failed: Stripe.PaymentIntent = {
      ...intent,
      ...unanswered,
      last_payment_error: {
        type: "invalid_request_error",
        code: "payment_intent_authentication_failure",
        doc_url: `${docs}payment-intent-authentication-failure`,
        message:
          "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
        payment_method: instrument.method,
      },
    };
    await context.books.put("payment_intent", failed);
    await noteFailure(context, failed);
    return failed;
  }
  const options = { isOffSession: false, isAuthenticated };
  const { intent: finished } = await confirmPayment(context, intent, instrument, options);
  if (finished.status === "succeeded") await settleIntent(context, finished);
  if (finished.status === "requires_payment_method") await noteFailure(context, finished);
  return finished;
}

async function finishSetup(
  context: Context,
  intent: Stripe.SetupIntent,
  instrument: Instrument,
  isAuthenticated: boolean,
): Promise<Stripe.SetupIntent> {
  if (isAuthenticated) {
    const { intent: finished } = await confirmSetup(context, intent, instrument, {
      isAuthenticated,
    });
    await followSetup(context, finished);
    return finished;
  }
  const error: Stripe.SetupIntent.LastSetupError = {
    type: "invalid_request_error",
    code: "setup_intent_authentication_failure",
    doc_url: `${docs}setup-intent-authentication-failure`,
    message:
      "The latest attempt to set up the payment method has failed because authentication failed.",
    payment_method: instrument.method,
  };
  const failed: Stripe.SetupIntent = {
    ...intent,
    ...unanswered,
    last_setup_error: error,
    latest_attempt: await saveAttempt(context, intent, instrument, "failed", error),
  };
  await context.books.put("setup_intent", failed);
  return failed;
}

const docs = "https://stripe.com/docs/error-codes/";

const unanswered = {
  next_action: null,
  payment_method: null,
  status: "requires_payment_method",
} as const;
