import { nowSeconds } from "../clock";
import { type IntentRow, listUnsettledIntents } from "../db/intents";
import { dropLease, leaseSeconds, takeLease } from "../db/leases";
import { markSnapshotStale } from "../db/snapshots";
import { PorticoError } from "../errors";
import { log } from "../log";
import { configurationSchema } from "../portal/configuration";
import { loadSnapshot } from "../snapshot/load-snapshot";
import { wasReplayed, write } from "../stripe/call";
import { loadStripe } from "../stripe/client";
import { leaseOf } from "./lease-of";
import { parseInput } from "./parse-request";
import { actionOfIntent, settleDone, settleFailed } from "./settle";
import { makeCall, type StripeCall, stripeCallSchema } from "./stripe-call";

/** After this long a call that left no trace is not made any more: the customer has moved on. */
const giveUpSeconds = 600;
const batch = 20;

/** Settles what crashes and lost answers left open. Gives how many intents it looked at. */
export async function reconcileIntents(): Promise<number> {
  const open = await listUnsettledIntents(leaseSeconds, batch);
  for (const intent of open) {
    try {
      await reconcileIntent(intent);
    } catch (error) {
      log().warn({ intent: intent.id, err: error }, "could not reconcile");
    }
  }
  return open.length;
}

/**
 * Finds out what became of one intent: its effect is there → done; not there → the same call again under the
 * same key, which Stripe answers with the first answer or carries out once. Still unknown stays open.
 */
export async function reconcileIntent(intent: IntentRow): Promise<void> {
  const { merchantId, livemode, id } = intent;
  const lease = leaseOf(intent);
  if (!(await takeLease(lease, id))) return;
  const isSettled = await settleIfKnown(intent);
  if (!isSettled) return;
  await markSnapshotStale({ merchantId, livemode, customerId: intent.customerId });
  await dropLease(lease, id);
}

async function settleIfKnown(intent: IntentRow): Promise<boolean> {
  const call = stripeCallSchema.parse(intent.call);
  if (await isDone(intent, call)) {
    await settleDone(intent, call);
    return true;
  }
  if (nowSeconds() - intent.createdAt.getTime() / 1000 > giveUpSeconds) {
    await settleFailed(intent, "stripe_unavailable");
    return true;
  }
  const stripe = await loadStripe(intent.merchantId, intent.livemode);
  const result = await write(() => makeCall(stripe, call, intent.id));
  if (result.kind === "done") {
    await settleDone(intent, call);
    return true;
  }
  if (result.kind === "refused" && result.error.status < 500) {
    await settleFailed(intent, result.error.code);
    return true;
  }
  if (result.kind === "unknown" && wasReplayed(result.cause)) {
    await settleFailed(intent, "stripe_unavailable");
    return true;
  }
  return false;
}

async function isDone(intent: IntentRow, call: StripeCall): Promise<boolean> {
  const { merchantId, livemode, customerId } = intent;
  const action = actionOfIntent(intent);
  const input = parseInput(action.name, intent.input);
  const configuration = configurationSchema.parse({});
  const scope = { merchantId, livemode, customerId, configuration };
  const target = action.targetOf(input);
  try {
    const snapshot = await loadSnapshot(scope, { target, upcoming: "none" });
    return action.isDone(snapshot, input, call);
  } catch (error) {
    // What is gone shows no effect any more: Stripe's answer to the same key says what became of it.
    if (error instanceof PorticoError && error.code === "resource_missing") return false;
    throw error;
  }
}
