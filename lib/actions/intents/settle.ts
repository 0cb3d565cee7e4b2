import { z } from "zod";
import type { NewChangeRecord } from "../../db/change-records";
import { type IntentRow, markIntentWaiting, settleIntent } from "../../db/intents";
import { PorticoError } from "../../errors";
import { actionEvent } from "../../events/action-event";
import { flowsCompletedBy } from "../../events/flow-event";
import { isActionName } from "../../portal/actions";
import type { Outcome } from "../../portal/outcome";
import { stripeIds } from "../../portal/stripe-ids";
import { offerAnswerOf } from "../../retention/answer-of";
import type { CallResult } from "../calls/make-call";
import type { StripeCall } from "../calls/stripe-call";
import { actionOf } from "../registry";
import { resumePlanOf } from "./resume-plan-of";

/** The verb an intent was written for. Rows of a newer version of us may name one we do not know. */
export function actionOfIntent(intent: IntentRow) {
  if (isActionName(intent.action)) return actionOf(intent.action);
  throw new PorticoError("internal", { cause: new Error(`Unknown action ${intent.action}`) });
}

/**
 * Stripe has done it: says so once, with audit entry and event. What waits for the payment of an invoice is not done
 * yet, and stays open. Gives the outcome to tell.
 */
export async function settleDone(
  intent: IntentRow,
  call: StripeCall,
  result: CallResult | null,
): Promise<Outcome> {
  const action = actionOfIntent(intent);
  const outcome = action.outcome(call, result);
  if (outcome === "requires_action" && result !== null && result.invoiceId !== null) {
    await markIntentWaiting(intent, { outcome, invoice: result.invoiceId });
    return outcome;
  }
  const target = findSubject(intent, call, result);
  const event = actionEvent(action.name, { ...intent, target }, outcome);
  // A change that waits for its payment is not done yet.
  const completes =
    outcome === "requires_action" ? [] : flowsCompletedBy(action.name, intent.input);
  const offer = event === null ? null : offerAnswerOf(action.name, intent.input, event.data);
  const record = recordOf({ ...intent, target }, outcome, call, result);
  const resume = resumePlanOf(intent, call);
  const email = provedEmail(call);
  const settled = { outcome: { outcome }, event, completes, offer, record, resume, email };
  await settleIntent(intent, settled);
  return outcome;
}

/** What it was done to: of what begins a subscription that one, and not the customer who was told apart by it. */
function findSubject({ target }: IntentRow, call: StripeCall, result: CallResult | null): string {
  return call.method === "subscriptions.create" ? (result?.subscriptionId ?? target) : target;
}

/** The mailbox that bills go to from now on; null where that stays as it was. */
function provedEmail(call: StripeCall): string | null {
  return call.method === "customers.update" ? (call.params.email ?? null) : null;
}

/** What the change record begins with; null while it is not done, and for what was confirmed unseen. */
function recordOf(
  { preview, target, invoiceBefore }: IntentRow,
  outcome: Outcome,
  call: StripeCall,
  result: CallResult | null,
): NewChangeRecord | null {
  if (outcome !== "applied" && outcome !== "scheduled") return null;
  const shown = z.record(z.string(), z.json()).nullable().parse(preview);
  if (shown === null) return null;
  const paid = call.method === "invoices.pay" ? call.id : null;
  const subscriptionId =
    result?.subscriptionId ?? (stripeIds.subscription.test(target) ? target : null);
  const invoiceId = result?.invoiceId ?? paid;
  return { subscriptionId, outcome, shown, invoiceBefore, invoiceId };
}

/** Nothing was done: keeps the reason, tells nobody else. */
export async function settleFailed(intent: IntentRow, code: string): Promise<void> {
  await settleIntent(intent, { outcome: { outcome: "failed", code }, event: null });
}
