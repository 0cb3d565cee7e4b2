import { z } from "zod";
import { nowSeconds } from "../../clock";
import { findIntent, type IntentRow } from "../../db/intents";
import { leaseSeconds } from "../../db/leases";
import { type ErrorCode, isErrorCode, PorticoError } from "../../errors";
import { log } from "../../log";
import type { ActionAnswer } from "../../portal/outcome";
import { reconcileIntent } from "./reconcile-intent";

const knownSchema = z.object({
  outcome: z.enum(["applied", "scheduled", "requires_action", "failed"]),
  code: z.string().optional(),
});

/**
 * What became of an intent, as far as anyone knows. One whose outcome is open is looked into first, unless
 * the request that wrote it may still be at work.
 */
export async function answerIntent(intent: IntentRow): Promise<ActionAnswer> {
  if (intent.state === "settled") return answerKnown(intent);
  if (intent.state === "acting" && isYoung(intent)) {
    return { outcome: "checking", intent: intent.id };
  }
  await lookInto(intent);
  const later = await findIntent(intent.merchantId, intent.sessionId, intent.id);
  return later?.state === "settled" || later?.state === "waiting"
    ? answerKnown(later)
    : { outcome: "checking", intent: intent.id };
}

/** When Stripe cannot be asked either, the outcome stays as open as it was. */
async function lookInto(intent: IntentRow): Promise<void> {
  try {
    await reconcileIntent(intent);
  } catch (error) {
    log().warn({ intent: intent.id, err: error }, "could not reconcile");
  }
}

function isYoung({ createdAt }: IntentRow): boolean {
  return nowSeconds() - createdAt.getTime() / 1000 < leaseSeconds;
}

function answerKnown(intent: IntentRow): ActionAnswer {
  const { outcome } = knownSchema.parse(intent.outcome);
  if (outcome !== "failed") return { outcome, intent: intent.id };
  const { code, message } = failureOf(intent);
  return { outcome, intent: intent.id, error: { code, message } };
}

/** The error that the intent's first answer was. */
export function failureOf(intent: IntentRow): PorticoError {
  const { code = "internal" } = knownSchema.parse(intent.outcome);
  const known: ErrorCode = isErrorCode(code) ? code : "internal";
  return new PorticoError(known);
}
