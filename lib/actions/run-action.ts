import { findIntentByNonce, type IntentRow, insertIntent, markIntentUnknown } from "../db/intents";
import { dropLease, type LeaseKey, takeLease } from "../db/leases";
import { markSnapshotStale } from "../db/snapshots";
import { PorticoError } from "../errors";
import { newId } from "../ids";
import { takeFromLimit } from "../limits/take-from-limit";
import { log } from "../log";
import type { ActionInput, ActionName } from "../portal/actions";
import type { ActionAnswer } from "../portal/outcome";
import type { Preview } from "../portal/preview";
import { scopeOf, type Viewer } from "../snapshot/scope-of";
import type { WriteResult } from "../stripe/call";
import type { Scene } from "./action";
import type { CallResult } from "./calls/make-call";
import { signCall } from "./calls/sign-call";
import type { StripeCall } from "./calls/stripe-call";
import { writeCall } from "./calls/write-call";
import type { Confirmation } from "./checks/parse-request";
import { requireAllowed } from "./checks/require-allowed";
import { requireUnmoved } from "./checks/require-unmoved";
import { setScene } from "./checks/set-scene";
import { answerIntent, failureOf } from "./intents/answer-intent";
import { leaseOf, leaseTarget } from "./intents/lease-of";
import { settleDone, settleFailed } from "./intents/settle";
import { actionOf } from "./registry";

/**
 * Does what a customer confirmed, once: lease → fresh view → allowed and unmoved? → intent → Stripe, with the
 * intent's id as idempotency key → outcome, audit and event in one transaction. The same nonce again gives
 * the first click's answer. Throws what the outcome table says; an unknown outcome is answered `checking`.
 */
export async function runAction<Name extends ActionName>(
  context: Viewer,
  name: Name,
  confirmation: Confirmation<Name>,
): Promise<ActionAnswer> {
  const repeated = await findRepeated(context, name, confirmation);
  if (repeated !== null) return answerFirst(repeated);

  const id = newId("intent");
  const { merchant, livemode, session } = context;
  const target = leaseTarget(actionOf(name), confirmation.input, session.customerId);
  const { customerId } = session;
  const lease = leaseOf({ merchantId: merchant.id, livemode, customerId, target });
  if (!(await takeLease(lease, id))) throw new PorticoError("operation_in_progress");
  // An unknown outcome keeps its lease until it runs out: nothing else may act on what may still happen.
  let keepLease = false;
  try {
    // Looked for again: the same click may have begun and ended between the first look and the lease.
    const ended = await findRepeated(context, name, confirmation);
    if (ended !== null) return await answerFirst(ended);
    const { scene, call: planned, preview } = await prepare(context, name, confirmation);
    const call = signCall(planned, id);
    await takeTurn(lease);
    // Looking may have lasted as long as the lease: it must still be ours, and last as long as the call.
    if (!(await takeLease(lease, id))) throw new PorticoError("operation_in_progress");
    // Before the act, so that a crash after it leaves no page painting what was.
    await markSnapshotStale(scopeOf(context));
    const invoiceBefore = findNewestInvoice(scene, target);
    const shown = { preview, invoiceBefore };
    const intent = await writeIntent(context, { id, name, target, call, confirmation, ...shown });
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

/** Stripe takes 200 changes of a subscription an hour; who makes more than 60 is no person who changes their mind. */
async function takeTurn({ merchantId, livemode, target }: LeaseKey): Promise<void> {
  const key = `${merchantId} ${livemode} ${target}`;
  const { allowed, retryAfterSeconds } = await takeFromLimit("portal_action", key);
  if (!allowed) throw new PorticoError("rate_limited", { retryAfterSeconds });
}

async function findRepeated<Name extends ActionName>(
  { merchant, session }: Viewer,
  name: Name,
  { nonce, input }: Confirmation<Name>,
): Promise<IntentRow | null> {
  const intent = await findIntentByNonce(merchant.id, session.id, nonce);
  if (intent === null) return null;
  const isSame = intent.action === name && isSameJson(intent.input, keptInput(name, input, nonce));
  if (!isSame) throw new PorticoError("idempotency_error", { param: "nonce" });
  return intent;
}

/** What of the input is kept with the intent: all of it, unless it is a credential. */
function keptInput<Name extends ActionName>(
  name: Name,
  input: ActionInput<Name>,
  nonce: string,
): ActionInput<Name> {
  return actionOf(name).keep?.(input, nonce) ?? input;
}

async function answerRepeated<Name extends ActionName>(
  context: Viewer,
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
  context: Viewer,
  name: Name,
  { input, expected }: Confirmation<Name>,
): Promise<{ scene: Scene; call: StripeCall; preview: Preview }> {
  const action = actionOf(name);
  const scene = await setScene(context, { target: action.targetOf(input), upcoming: "none" });
  requireAllowed(action, scene, input);
  const preview = await requireUnmoved(action, scene, input, expected);
  return { scene, call: await action.plan(scene, input, expected), preview };
}

/** The newest invoice of the subscription `id` before the act: what is newer than it is of the act. */
function findNewestInvoice({ snapshot }: Scene, id: string): string | null {
  return snapshot.subscriptions.data.find((each) => each.id === id)?.latestInvoiceId ?? null;
}

function writeIntent<Name extends ActionName>(
  { merchant, livemode, session }: Viewer,
  intent: {
    id: string;
    name: Name;
    target: string;
    call: StripeCall;
    confirmation: Confirmation<Name>;
    preview: Preview;
    invoiceBefore: string | null;
  },
): Promise<IntentRow | null> {
  const { id, name, target, call, confirmation, preview, invoiceBefore } = intent;
  return insertIntent({
    id,
    merchantId: merchant.id,
    livemode,
    sessionId: session.id,
    customerId: session.customerId,
    action: name,
    target,
    nonce: confirmation.nonce,
    input: keptInput(name, confirmation.input, confirmation.nonce),
    expected: { ...confirmation.expected, items: [...confirmation.expected.items] },
    call,
    preview: { ...preview },
    invoiceBefore,
  });
}

/** Makes the call and writes down what came of it: the answer, or the refusal to tell. */
async function perform(
  context: Viewer,
  { stripe }: Scene,
  intent: IntentRow,
  call: StripeCall,
): Promise<ActionAnswer | PorticoError> {
  const result = await writeCall(stripe, call, intent.id);
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
  context: Viewer,
  intent: IntentRow,
  call: StripeCall,
  result: WriteResult<CallResult>,
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
      const outcome = await settleDone(intent, call, result.value);
      const { clientSecret, subscriptionId, page } = result.value;
      return {
        outcome,
        intent: intent.id,
        ...(subscriptionId === null ? {} : { subscription: subscriptionId }),
        ...(outcome === "requires_action" && clientSecret !== null
          ? { client_secret: clientSecret }
          : {}),
        ...(page ?? {}),
        ...(await readBack(context)),
      };
    }
    default:
      return result satisfies never;
  }
}

/** The view after the act. The act is done whether or not Stripe can be read again just now. */
async function readBack(context: Viewer): Promise<Pick<ActionAnswer, "view">> {
  try {
    const { view } = await setScene(context, { upcoming: "all" });
    return { view };
  } catch (error) {
    log().warn({ err: error }, "could not read back");
    return {};
  }
}
