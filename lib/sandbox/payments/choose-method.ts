import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { invalid, noSuchReference } from "../protocol/errors";
import type { Values } from "../protocol/params";
import { type Instrument, takeInstrument } from "./instrument";
import { makeMethod } from "./make-method";
import type { methodShape } from "./method-params";
import { requireType } from "./method-types";

type Given = {
  confirmation_token?: string | undefined;
  mandate?: string | undefined;
  payment_method?: string | undefined;
  payment_method_data?: Values<typeof methodShape> | undefined;
};

/**
 * An intent with the payment method that a request gives (`payment_method` or `payment_method_data`), as
 * it is without. Throws 400 for a method that is another's, used up or of a kind the intent does not take.
 */
export async function chooseMethod<I extends Stripe.PaymentIntent | Stripe.SetupIntent>(
  context: Context,
  intent: I,
  params: Given,
): Promise<I> {
  refuseUnknown(params);
  const instrument = await givenInstrument(context, idOf(intent.customer), params);
  if (instrument === null) return intent;
  requireType(intent, instrument.method);
  return {
    ...intent,
    next_action: null,
    payment_method: instrument.method.id,
    status: "requires_confirmation",
  };
}

/** Confirmation tokens come from Stripe.js, and mandates from banks: there are none here. */
function refuseUnknown({ confirmation_token: token, mandate }: Given): void {
  if (token !== undefined) throw noSuchReference("confirmationtoken", token, "confirmation_token");
  if (mandate !== undefined) throw noSuchReference("mandate", mandate, "mandate");
}

async function givenInstrument(
  context: Context,
  customer: string | null,
  { payment_method: id, payment_method_data: data }: Given,
): Promise<Instrument | null> {
  if (id !== undefined && data !== undefined) {
    throw invalid(
      "You may only specify one of these parameters: payment_method, payment_method_data.",
      "payment_method_data",
      "parameters_exclusive",
    );
  }
  if (id !== undefined) return takeInstrument(context, id, customer, "payment_method");
  return data === undefined ? null : makeMethod(context, data, "payment_method_data");
}

const onlyConfirming = [
  "error_on_requires_action",
  "mandate_data",
  "off_session",
  "return_url",
] as const;

/** Throws 400 when a new intent is told how to be confirmed, but not to be. */
export function requireConfirmParams(
  params: { confirm?: boolean | undefined } & { [K in (typeof onlyConfirming)[number]]?: unknown },
): void {
  if (params.confirm === true) return;
  const early = onlyConfirming.find((name) => params[name] !== undefined);
  if (early === undefined) return;
  throw invalid(`The parameter \`${early}\` can only be used with \`confirm=true\`.`, early);
}
