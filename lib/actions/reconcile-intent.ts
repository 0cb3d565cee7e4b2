import { nowSeconds } from "../clock";
import {
  findSessionOfIntent,
  type IntentRow,
  type IntentSession,
  listUnsettledIntents,
} from "../db/intents";
import { dropLease, leaseSeconds, takeLease } from "../db/leases";
import { markSnapshotStale } from "../db/snapshots";
import type { ErrorCode } from "../errors";
import { log } from "../log";
import { wasReplayed, write } from "../stripe/call";
import { loadStripe } from "../stripe/client";
import { hasLeftTrace } from "./find-trace";
import { leaseOf } from "./lease-of";
import { type Again, findObstacle, isDoneNow, lookAgain } from "./look-again";
import { settleDone, settleFailed } from "./settle";
import { makeCall, type StripeCall, stripeCallSchema } from "./stripe-call";

/** After this long a call that left no trace is not made any more: the customer has moved on. */
const giveUpSeconds = 600;
/**
 * After this long no call of ours can still be at work at Stripe: we send for a minute at the most, and
 * Stripe's own client waits 80 s for an answer. Only then does "not done" mean that it will not be done.
 */
const lateSeconds = 180;
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
 * Finds out what became of one intent: its effect is there → done; not there, and still what was confirmed
 * and allowed → the same call again under the same key, which Stripe answers with the first answer or carries
 * out once; moved or forbidden since → never called, and done only if Stripe's events say so. Still unknown
 * stays open.
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
  const session = await findSessionOfIntent(intent);
  const seen = await lookAgain(intent, session);
  const age = nowSeconds() - intent.createdAt.getTime() / 1000;
  if (isDoneNow(seen, call)) {
    await settleDone(intent, call);
    return true;
  }
  const obstacle = age > giveUpSeconds ? "stripe_unavailable" : await findReason(seen, session);
  if (obstacle === null) return repeat(intent, call);
  // Done, and its effect taken away by somebody else since: what it was billed is not "nothing was done".
  if (await hasLeftTrace(intent, call)) {
    await settleDone(intent, call);
    return true;
  }
  if (age <= lateSeconds) return false;
  await settleFailed(intent, obstacle);
  return true;
}

/** Why the call may not be made again; null when it may. No session: it was revoked. */
async function findReason(seen: Again, session: IntentSession | null): Promise<ErrorCode | null> {
  return session === null ? "session_revoked" : findObstacle(seen);
}

/** Makes the kept call again. False when nobody knows yet what came of it. */
async function repeat(intent: IntentRow, call: StripeCall): Promise<boolean> {
  // Looking may have lasted as long as the lease: it must still be ours, and last as long as the call.
  if (!(await takeLease(leaseOf(intent), intent.id))) return false;
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
