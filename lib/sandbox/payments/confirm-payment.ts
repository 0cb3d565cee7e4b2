import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { SandboxError } from "../protocol/errors";
import { attachInstrument, cardDeclined } from "./attach-method";
import { takeFault } from "./decline-next";
import { type Decline, declines } from "./declines";
import { type Instrument, markInstrument } from "./instrument";
import { judgeCharge } from "./judge-card";
import { makeCharge, termsOfIntent } from "./make-charge";
import { nextAction } from "./next-action";

export type ConfirmOptions = {
  isOffSession: boolean;
  isAuthenticated?: boolean;
  returnUrl?: string | undefined;
  /** What needs the customer is a refusal at once (`error_on_requires_action`). */
  refusesAction?: boolean | undefined;
  /** Stripe lets the customer of an invoice authenticate later, also when he is away now. */
  isOfInvoice?: boolean;
};

/** What became of a payment. `intent` is as it then stands, saved; `error` is what a request answers. */
export type PaymentOutcome =
  | { outcome: "succeeded" | "requires_action"; intent: Stripe.PaymentIntent }
  | { outcome: "declined"; intent: Stripe.PaymentIntent; error: SandboxError };

/** Charges an instrument for a payment intent, once, at the context's time. Tells no invoice of it. */
export async function confirmPayment(
  context: Context,
  intent: Stripe.PaymentIntent,
  instrument: Instrument,
  options: ConfirmOptions,
): Promise<PaymentOutcome> {
  const asked = intent.payment_method_options?.card?.request_three_d_secure;
  const fault = await takeFault(context.books, idOf(intent.customer));
  const judged = judgeCharge(instrument.card, {
    isOffSession: options.isOffSession,
    isSetUp: instrument.isSetUp,
    isAuthenticated: options.isAuthenticated ?? false,
    asksFor3ds: asked === "any" || asked === "challenge",
  });
  const verdict = fault ?? judged;
  const confirmed = { ...intent, payment_method: instrument.method.id };
  if (verdict.kind === "approved") return approve(context, confirmed, instrument, options);
  if (verdict.kind === "declined") return decline(context, confirmed, instrument, verdict.decline);
  const isRefused = options.isOffSession && options.isOfInvoice !== true;
  if (isRefused || options.refusesAction === true) {
    return decline(context, confirmed, instrument, declines.authentication_required);
  }
  const waiting: Stripe.PaymentIntent = {
    ...confirmed,
    last_payment_error: null,
    next_action: await nextAction(context, intent.id, options.returnUrl),
    status: "requires_action",
  };
  await context.books.put("payment_intent", waiting);
  return { outcome: "requires_action", intent: waiting };
}

async function approve(
  context: Context,
  intent: Stripe.PaymentIntent,
  instrument: Instrument,
  { isAuthenticated = false }: ConfirmOptions,
): Promise<PaymentOutcome> {
  const isCaptured = intent.capture_method !== "manual";
  const manner = { decline: null, wasAuthenticated: isAuthenticated, isCaptured };
  const charge = await makeCharge(context, termsOfIntent(intent), instrument, manner);
  await keepForLater(context, intent, instrument);
  const paid: Stripe.PaymentIntent = {
    ...intent,
    amount_capturable: isCaptured ? 0 : intent.amount,
    amount_received: isCaptured ? intent.amount : 0,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    status: isCaptured ? "succeeded" : "requires_capture",
  };
  await context.books.put("payment_intent", paid);
  return { outcome: "succeeded", intent: paid };
}

/** After a payment the method stays with the customer if that was asked for, and is used up otherwise. */
async function keepForLater(
  context: Context,
  intent: Stripe.PaymentIntent,
  instrument: Instrument,
): Promise<void> {
  const customer = idOf(intent.customer);
  const usage = intent.setup_future_usage;
  if (usage !== null && customer !== null) await attachInstrument(context, instrument, customer);
  else if (idOf(instrument.method.customer) === null) {
    return markInstrument(context, instrument, { isSpent: true });
  }
  if (usage === "off_session") await markInstrument(context, instrument, { isSetUp: true });
}

async function decline(
  context: Context,
  intent: Stripe.PaymentIntent,
  instrument: Instrument,
  reason: Decline,
): Promise<PaymentOutcome> {
  const manner = { decline: reason, wasAuthenticated: false, isCaptured: false };
  const charge = await makeCharge(context, termsOfIntent(intent), instrument, manner);
  const { method } = instrument;
  const { body } = cardDeclined(reason, { charge: charge.id, payment_method: method });
  const refused: Stripe.PaymentIntent = {
    ...intent,
    last_payment_error: body,
    latest_charge: charge.id,
    next_action: null,
    payment_method: null,
    status: "requires_payment_method",
  };
  await context.books.put("payment_intent", refused);
  const error = new SandboxError(402, { ...body, payment_intent: refused });
  return { outcome: "declined", intent: refused, error };
}
