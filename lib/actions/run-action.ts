import { findIntentByNonce, type IntentRow, insertIntent, markIntentUnknown } from "../db/intents";
import { dropLease, takeLease } from "../db/leases";
import { markSnapshotStale } from "../db/snapshots";
import { PorticoError } from "../errors";
import { newId } from "../ids";
import { log } from "../log";
import type { ActionName } from "../portal/actions";
import type { ActionAnswer } from "../portal/outcome";
import type { PortalContext } from "../sessions/load-session";
import { scopeOf } from "../snapshot/scope-of";
import { type WriteResult, write } from "../stripe/call";
import type { Scene } from "./action";
import { answerIntent, failureOf } from "./answer-intent";
import { leaseOf } from "./lease-of";
import type { Confirmation } from "./parse-request";
import { actionOf } from "./registry";
import { requireUnmoved } from "./require-unmoved";
import { setScene } from "./set-scene";
import { settleDone, settleFailed } from "./settle";
import { makeCall, type StripeCall } from "./stripe-call";

/**
 * Does what a customer confirmed, once: lease → fresh view → allowed and unmoved? → intent → Stripe, with the
 * intent's id as idempotency key → outcome, audit and event in one transaction. The same nonce again gives
 * the first click's answer. Throws what the outcome table says; an unknown outcome is answered `checking`.
 */
export async function runAction<Name extends ActionName>(
  context: PortalContext,
  name: Name,
  confirmation: Confirmation<Name>,
): Promise<ActionAnswer> {
  const repeated = await findRepeated(context, name, confirmation);
  if (repeated !== null) return answerFirst(repeated);

  const id = newId("intent");
  const { merchant, livemode, session } = context;
  const target = leaseTarget(name, confirmation, session.customerId);
  const { customerId } = session;
  const lease = leaseOf({ merchantId: merchant.id, livemode, customerId, target });
  if (!(await takeLease(lease, id))) throw new PorticoError("operation_in_progress");
  // An unknown outcome keeps its lease until it runs out: nothing else may act on what may still happen.
  let keepLease = false;
  try {
    // Looked for again: the same click may have begun and ended between the first look and the lease.
    const ended = await findRepeated(context, name, confirmation);
    if (ended !== null) return await answerFirst(ended);
    const { scene, call } = await prepare(context, name, confirmation);
    // Looking may have lasted as long as the lease: it must still be ours, and last as long as the call.
    if (!(await takeLease(lease, id))) throw new PorticoError("operation_in_progress");
    // Before the act, so that a crash after it leaves no page painting what was.
    await markSnapshotStale(scopeOf(context));
    const intent = await writeIntent(context, { id, name, target, call, confirmation });
    if (intent === null) return await answerRepeated(context, name, confirmation);
    keepLease = true;
    const answer = await perform(context, scene, intent, call);
    keepLease = answer instanceof PorticoError ? false : answer.outcome === "checking";
    if (answer instanceof PorticoError) throw answer;
    return answer;
  } finally {
    if (!keepLease) await dropLease(lease, id);
  }
}

/** Actions on one subscription exclude each other; the customer's own settings are one target more. */
function leaseTarget<Name extends ActionName>(
  name: Name,
  { input }: Confirmation<Name>,
  customerId: string,
): string {
  const target = actionOf(name).targetOf(input);
  return target?.startsWith("sub_") ? target : customerId;
}

async function findRepeated<Name extends ActionName>(
  { merchant, session }: PortalContext,
  name: Name,
  { nonce, input }: Confirmation<Name>,
): Promise<IntentRow | null> {
  const intent = await findIntentByNonce(merchant.id, session.id, nonce);
  if (intent === null) return null;
  const isSame = intent.action === name && isSameJson(intent.input, input);
  if (!isSame) throw new PorticoError("idempotency_error", { param: "nonce" });
  return intent;
}

async function answerRepeated<Name extends ActionName>(
  context: PortalContext,
  name: Name,
  confirmation: Confirmation<Name>,
): Promise<ActionAnswer> {
  const intent = await findRepeated(context, name, confirmation);
  if (intent === null) throw new PorticoError("operation_in_progress");
  return answerFirst(intent);
}

/** What the first click was told, told again: its refusal too. */
async function answerFirst(intent: IntentRow): Promise<ActionAnswer> {
  const answer = await answerIntent(intent);
  if (answer.outcome === "failed") throw failureOf(intent);
  return answer;
}

/** Objects as PostgreSQL gives them back: the order of keys says nothing. */
function isSameJson(a: unknown, b: unknown): boolean {
  return sortedJson(a) === sortedJson(b);
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

async function prepare<Name extends ActionName>(
  context: PortalContext,
  name: Name,
  { input, expected }: Confirmation<Name>,
): Promise<{ scene: Scene; call: StripeCall }> {
  const action = actionOf(name);
  const scene = await setScene(context, { target: action.targetOf(input), upcoming: "none" });
  action.requireAllowed(scene, input);
  await requireUnmoved(action, scene, input, expected);
  return { scene, call: action.plan(scene, input, expected) };
}

function writeIntent<Name extends ActionName>(
  { merchant, livemode, session }: PortalContext,
  intent: {
    id: string;
    name: Name;
    target: string;
    call: StripeCall;
    confirmation: Confirmation<Name>;
  },
): Promise<IntentRow | null> {
  const { id, name, target, call, confirmation } = intent;
  return insertIntent({
    id,
    merchantId: merchant.id,
    livemode,
    sessionId: session.id,
    customerId: session.customerId,
    action: name,
    target,
    nonce: confirmation.nonce,
    input: confirmation.input,
    expected: { ...confirmation.expected, items: [...confirmation.expected.items] },
    call,
  });
}

/** Makes the call and writes down what came of it: the answer, or the refusal to tell. */
async function perform(
  context: PortalContext,
  { stripe }: Scene,
  intent: IntentRow,
  call: StripeCall,
): Promise<ActionAnswer | PorticoError> {
  const result = await write(() => makeCall(stripe, call, intent.id));
  try {
    await markSnapshotStale(scopeOf(context));
    return await record(context, intent, call, result);
  } catch (error) {
    // Stripe has answered and it could not be written down: the reconciler will.
    log().error({ intent: intent.id, err: error }, "could not settle");
    return { outcome: "checking", intent: intent.id };
  }
}

async function record(
  context: PortalContext,
  intent: IntentRow,
  call: StripeCall,
  result: WriteResult<void>,
): Promise<ActionAnswer | PorticoError> {
  switch (result.kind) {
    case "unknown":
      log().warn({ intent: intent.id, err: result.cause }, "outcome unknown");
      await markIntentUnknown(intent.merchantId, intent.id);
      return { outcome: "checking", intent: intent.id };
    case "refused":
      await settleFailed(intent, result.error.code);
      return result.error;
    case "done": {
      const outcome = await settleDone(intent, call);
      return { outcome, intent: intent.id, ...(await readBack(context)) };
    }
    default:
      return result satisfies never;
  }
}

/** The view after the act. The act is done whether or not Stripe can be read again just now. */
async function readBack(context: PortalContext): Promise<Pick<ActionAnswer, "view">> {
  try {
    const { view } = await setScene(context, { upcoming: "all" });
    return { view };
  } catch (error) {
    log().warn({ err: error }, "could not read back");
    return {};
  }
}
