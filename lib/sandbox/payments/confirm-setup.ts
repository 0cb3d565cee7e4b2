import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { SandboxError } from "../protocol/errors";
import { followSetup } from "../subscriptions/open-setup";
import { attachInstrument, cardDeclined } from "./attach-method";
import type { Decline } from "./declines";
import { type Instrument, markInstrument } from "./instrument";
import { judgeSetup } from "./judge-card";
import { nextAction } from "./next-action";
import { saveAttempt } from "./setup-attempts";

export type SetupOutcome =
  | { outcome: "succeeded" | "requires_action"; intent: Stripe.SetupIntent }
  | { outcome: "declined"; intent: Stripe.SetupIntent; error: SandboxError };

/** Sets an instrument up for later payments, once: saved as it then stands, attached when it succeeds. */
export async function confirmSetup(
  context: Context,
  intent: Stripe.SetupIntent,
  instrument: Instrument,
  {
    returnUrl,
    isAuthenticated = false,
  }: { returnUrl?: string | undefined; isAuthenticated?: boolean },
): Promise<SetupOutcome> {
  const asked = intent.payment_method_options?.card?.request_three_d_secure;
  const verdict = judgeSetup(instrument.card, {
    isOffSession: false,
    isSetUp: instrument.isSetUp,
    isAuthenticated,
    asksFor3ds: asked === "any" || asked === "challenge",
  });
  const confirmed = { ...intent, payment_method: instrument.method.id };
  if (verdict.kind === "declined") return decline(context, confirmed, instrument, verdict.decline);
  if (verdict.kind === "approved") return succeed(context, confirmed, instrument);
  const waiting: Stripe.SetupIntent = {
    ...confirmed,
    last_setup_error: null,
    latest_attempt: await saveAttempt(context, confirmed, instrument, "requires_action", null),
    next_action: await nextAction(context, intent.id, returnUrl),
    status: "requires_action",
  };
  await context.books.put("setup_intent", waiting);
  return { outcome: "requires_action", intent: waiting };
}

async function succeed(
  context: Context,
  intent: Stripe.SetupIntent,
  instrument: Instrument,
): Promise<SetupOutcome> {
  const customer = idOf(intent.customer);
  if (customer !== null) await attachInstrument(context, instrument, customer);
  if (intent.usage === "off_session") await markInstrument(context, instrument, { isSetUp: true });
  const done: Stripe.SetupIntent = {
    ...intent,
    last_setup_error: null,
    latest_attempt: await saveAttempt(context, intent, instrument, "succeeded", null),
    next_action: null,
    status: "succeeded",
  };
  await context.books.put("setup_intent", done);
  await followSetup(context, done);
  return { outcome: "succeeded", intent: done };
}

async function decline(
  context: Context,
  intent: Stripe.SetupIntent,
  instrument: Instrument,
  reason: Decline,
): Promise<SetupOutcome> {
  const { body } = cardDeclined(reason, { payment_method: instrument.method });
  const refused: Stripe.SetupIntent = {
    ...intent,
    last_setup_error: body,
    latest_attempt: await saveAttempt(context, intent, instrument, "failed", body),
    next_action: null,
    payment_method: null,
    status: "requires_payment_method",
  };
  await context.books.put("setup_intent", refused);
  const error = new SandboxError(402, { ...body, setup_intent: refused });
  return { outcome: "declined", intent: refused, error };
}
