import { nowSeconds } from "../../clock";
import {
  findSessionOfIntent,
  type IntentRow,
  type IntentSession,
  listUnsettledIntents,
} from "../../db/intents";
import { dropLease, leaseSeconds, takeLease } from "../../db/leases";
import { markSnapshotStale } from "../../db/snapshots";
import type { ErrorCode } from "../../errors";
import { log } from "../../log";
import type { Snapshot } from "../../portal/snapshot";
import { wasReplayed } from "../../stripe/call";
import { loadStripe } from "../../stripe/client";
import { findMade } from "../begin-subscription";
import { hasLeftTrace } from "../calls/find-trace";
import { type CallResult, noResult } from "../calls/make-call";
import {
  findOwnSchedule,
  type LaterChange,
  leavesNothing,
  releaseSchedule,
} from "../calls/schedule-change";
import { type StripeCall, stripeCallSchema } from "../calls/stripe-call";
import { pendingKey, writeCall } from "../calls/write-call";
import { leaseOf } from "./lease-of";
import { type Again, findObstacle, isDoneNow, lookAgain } from "./look-again";
import { settleDone, settleFailed } from "./settle";
import { settleWaiting } from "./settle-waiting";

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
  // Only looked at: others may act meanwhile.
  if (intent.state === "waiting") return settleWaiting(intent);
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
    await settleDone(intent, call, resultSeen(seen, call));
    return true;
  }
  const begun = await findBegun(intent, call, seen);
  if (begun !== null) return finishOrRelease(intent, begun, session, age);
  const obstacle = age > giveUpSeconds ? "stripe_unavailable" : await findReason(seen, session);
  if (obstacle === null) return repeat(intent, call);
  // Done, and its effect taken away by somebody else since: what it was billed is not "nothing was done".
  if (await hasLeftTrace(intent, call)) {
    await settleDone(intent, call, null);
    return true;
  }
  // It waits for its payment, which is in the way of itself: the answer to the same key says for which.
  if (await hasBegunToWait(intent, call, seen)) return repeat(intent, call);
  if (age <= lateSeconds) return false;
  await settleFailed(intent, obstacle);
  return true;
}

/** What of Stripe's answer can be told from the effect: which subscription began. */
function resultSeen({ scene }: Again, call: StripeCall): CallResult | null {
  const made = scene === null ? null : findMade(scene.snapshot, call);
  return made === null ? null : { ...noResult, subscriptionId: made.id };
}

async function hasBegunToWait(
  intent: IntentRow,
  call: StripeCall,
  { scene }: Again,
): Promise<boolean> {
  // One that is there and has not begun carries the intent's mark.
  if (scene !== null && findMade(scene.snapshot, call) !== null) return true;
  // Of a resumption only what it waits for is written on the subscription as yet.
  if (call.method === "subscriptions.resume") {
    return hasLeftTrace(intent, { method: "subscriptions.update" });
  }
  return isPendable(call) && (await hasLeftTrace(intent, call, pendingKey(intent.id)));
}

function isPendable(call: StripeCall): boolean {
  return (
    (call.method === "subscriptions.update" || call.method === "subscriptions.create") &&
    call.params.payment_behavior === "error_if_incomplete"
  );
}

type Begun = { readonly call: LaterChange; readonly schedule: string };

/** The schedule that this intent made and did not get to fill; null when there is none. */
async function findBegun(
  { merchantId, livemode, id }: IntentRow,
  call: StripeCall,
  { scene }: Again,
): Promise<Begun | null> {
  if (call.method !== "subscription_schedules.change_at_period_end" || scene === null) return null;
  const fact = scene.snapshot.subscriptions.data.find((each) => each.id === call.id);
  if (fact === undefined || fact.scheduleId === null || fact.isScheduleOurs) return null;
  const stripe = await loadStripe(merchantId, livemode);
  const schedule = await findOwnSchedule(stripe, call, id);
  return schedule === null ? null : { call, schedule };
}

/** Fills it when all else is still as it was confirmed; else lets go of it, and nothing was done. */
async function finishOrRelease(
  intent: IntentRow,
  { call, schedule }: Begun,
  session: IntentSession | null,
  age: number,
): Promise<boolean> {
  const seen = await lookAgain(intent, session, (snapshot) => withoutSchedule(snapshot, schedule));
  const obstacle = age > giveUpSeconds ? "stripe_unavailable" : await findReason(seen, session);
  if (obstacle === null) return repeat(intent, call);
  const stripe = await loadStripe(intent.merchantId, intent.livemode);
  if (!(await releaseSchedule(stripe, schedule))) return false;
  await settleFailed(intent, obstacle);
  return true;
}

function withoutSchedule(snapshot: Snapshot, schedule: string): Snapshot {
  const { subscriptions } = snapshot;
  const data = subscriptions.data.map((fact) =>
    fact.scheduleId === schedule ? { ...fact, scheduleId: null, scheduled: null } : fact,
  );
  return { ...snapshot, subscriptions: { ...subscriptions, data } };
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
  const result = await writeCall(stripe, call, intent.id);
  if (result.kind === "done") {
    await settleDone(intent, call, result.value);
    return true;
  }
  if (result.kind === "refused" && result.error.status < 500) {
    await settleFailed(intent, result.error.code);
    return true;
  }
  if (result.kind === "unknown" && wasReplayed(result.cause)) {
    if (!(await leavesNothing(stripe, call, intent.id))) return false;
    await settleFailed(intent, "stripe_unavailable");
    return true;
  }
  return false;
}
