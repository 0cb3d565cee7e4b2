import { type IntentRow, settleIntent } from "../db/intents";
import { PorticoError } from "../errors";
import { actionEvent } from "../events/action-event";
import { flowsCompletedBy } from "../events/flow-event";
import { isActionName } from "../portal/actions";
import type { Outcome } from "../portal/outcome";
import { actionOf } from "./registry";
import type { StripeCall } from "./stripe-call";

/** The verb an intent was written for. Rows of a newer version of us may name one we do not know. */
export function actionOfIntent(intent: IntentRow) {
  if (isActionName(intent.action)) return actionOf(intent.action);
  throw new PorticoError("internal", { cause: new Error(`Unknown action ${intent.action}`) });
}

/** Stripe has done it: says so once, with audit entry and event. Gives the outcome to tell. */
export async function settleDone(intent: IntentRow, call: StripeCall): Promise<Outcome> {
  const action = actionOfIntent(intent);
  const outcome = action.outcome(call);
  const event = actionEvent(action.name, intent, outcome);
  const completes = flowsCompletedBy(action.name);
  await settleIntent(intent, { outcome: { outcome }, event, completes });
  return outcome;
}

/** Nothing was done: keeps the reason, tells nobody else. */
export async function settleFailed(intent: IntentRow, code: string): Promise<void> {
  await settleIntent(intent, { outcome: { outcome: "failed", code }, event: null });
}
