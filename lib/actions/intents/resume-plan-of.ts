import type { IntentRow } from "../../db/intents";
import type { ResumePlan } from "../../db/planned-resumes";
import type { StripeCall } from "../calls/stripe-call";
import { parseExpected, parseInput } from "../checks/parse-request";
import { endOf } from "../pause-subscription";

/**
 * The date that a settled intent leaves behind for its subscription: one that was paused until then is resumed by
 * us, as Stripe would do it only in the classic way. Resuming or cancelling earlier takes the date away. Null: the
 * intent has nothing to do with it.
 */
export function resumePlanOf(intent: IntentRow, { method }: StripeCall): ResumePlan | null {
  const { action, target: subscriptionId } = intent;
  if (action === "resume_subscription" || action === "cancel_subscription") {
    return { subscriptionId, at: null };
  }
  if (action !== "pause_subscription" || method !== "subscriptions.pause") return null;
  const { prorationDate } = parseExpected(intent.expected);
  const end =
    prorationDate === null ? null : endOf(parseInput(action, intent.input), prorationDate);
  return { subscriptionId, at: end === null ? null : new Date(end * 1000) };
}
