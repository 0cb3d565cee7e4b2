import type { IntentRow, IntentSession } from "../../db/intents";
import { type ErrorCode, PorticoError } from "../../errors";
import type { ActionInput } from "../../portal/actions";
import type { Expected } from "../../portal/preview";
import type { Snapshot } from "../../portal/snapshot";
import { readCarried } from "../../sessions/load-session";
import type { Viewer } from "../../snapshot/scope-of";
import type { Action, Scene } from "../action";
import type { StripeCall } from "../calls/stripe-call";
import { parseExpected, parseInput } from "../checks/parse-request";
import { requireAllowed } from "../checks/require-allowed";
import { requireUnmoved } from "../checks/require-unmoved";
import { setScene } from "../checks/set-scene";
import { actionOfIntent } from "./settle";

/** What a customer confirmed, beside what Stripe holds now. */
export type Again = {
  readonly action: Action;
  readonly input: ActionInput;
  readonly expected: Expected;
  /** Null when the customer is no more. */
  readonly scene: Scene | null;
};

/** Without a session there is enough to see what was done, and nothing to say what may be. */
const none: IntentSession = {
  document: {},
  portico: null,
  onBehalfOf: null,
  flow: null,
  flowState: null,
};

/**
 * Reads Stripe afresh for an intent, as `carried` by its session, which is null for one that was revoked. What the
 * intent itself began may be left out: it is no obstacle to it.
 */
export async function lookAgain(
  intent: IntentRow,
  carried: IntentSession | null,
  leaveOut?: (snapshot: Snapshot) => Snapshot,
): Promise<Again> {
  const { merchantId, livemode, sessionId, customerId } = intent;
  const action = actionOfIntent(intent);
  const input = parseInput(action.name, intent.input);
  const { scope, configuration, flow } = readCarried(carried ?? none);
  const viewer = {
    livemode,
    configuration,
    merchant: { id: merchantId },
    session: { id: sessionId, customerId, returnUrl: null, scope, flow },
  };
  const scene = await setSceneIfThere(viewer, action.targetOf(input), leaveOut);
  return { action, input, expected: parseExpected(intent.expected), scene };
}

async function setSceneIfThere(
  viewer: Viewer,
  target: string | null,
  leaveOut?: (snapshot: Snapshot) => Snapshot,
): Promise<Scene | null> {
  try {
    return await setScene(viewer, { target, upcoming: "none" }, leaveOut);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Whether the effect is there. What is gone shows none any more: Stripe's answer to the same key tells. */
export function isDoneNow({ action, input, scene }: Again, call: StripeCall): boolean {
  try {
    return scene !== null && action.isDone(scene.snapshot, input, call);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Why what was confirmed may not be done any more; null when it still may, and nothing has moved. */
export async function findObstacle(again: Again): Promise<ErrorCode | null> {
  const { action, input, expected, scene } = again;
  if (scene === null) return "resource_missing";
  try {
    requireAllowed(action, scene, input);
    await requireUnmoved(action, scene, input, expected);
    return null;
  } catch (error) {
    if (error instanceof PorticoError && error.status < 500) return error.code;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof PorticoError && error.code === "resource_missing";
}
