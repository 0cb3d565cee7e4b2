import type { EventType } from "../events/event-types";
import { newId } from "../ids";
import { answerOffer, type OfferAnswer } from "./accepted-offers";
import { addChangeRecord, type NewChangeRecord } from "./change-records";
import { database, type Transaction, transact } from "./client";
import { spendEmailChange } from "./email-changes";
import { addFlowCompletion } from "./flow-completions";
import type { Prisma } from "./generated/client";
import { isUniqueViolation } from "./is-unique-violation";
import { planResume, type ResumePlan } from "./planned-resumes";
import type { SessionRow } from "./portal-sessions";
import { queueEvent } from "./queue-event";

export type IntentRow = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly sessionId: string;
  readonly customerId: string;
  readonly action: string;
  readonly target: string;
  readonly nonce: string;
  readonly input: unknown;
  readonly expected: unknown;
  readonly call: unknown;
  /** What was shown before the confirm; null for an intent of before it was kept. */
  readonly preview: unknown;
  /** The newest invoice of the subscription it is about, before the call. */
  readonly invoiceBefore: string | null;
  readonly state: string;
  readonly outcome: unknown;
  readonly createdAt: Date;
};

export type NewIntent = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly sessionId: string;
  readonly customerId: string;
  readonly action: string;
  readonly target: string;
  readonly nonce: string;
  readonly input: Prisma.InputJsonObject;
  readonly expected: Prisma.InputJsonObject;
  readonly call: Prisma.InputJsonObject;
  readonly preview?: Prisma.InputJsonObject;
  readonly invoiceBefore?: string | null;
};

/** Writes the intent of one click; null when this session's nonce was used already. */
export async function insertIntent(intent: NewIntent): Promise<IntentRow | null> {
  try {
    return await database().intent.create({
      data: { state: "acting", ...intent },
    });
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

/** What a session's nonce was used for; null when it was not. */
export function findIntentByNonce(
  merchantId: string,
  sessionId: string,
  nonce: string,
): Promise<IntentRow | null> {
  return database().intent.findFirst({ where: { merchantId, sessionId, nonce } });
}

/** One intent of one session; null for unknown and foreign ids alike. */
export function findIntent(
  merchantId: string,
  sessionId: string,
  id: string,
): Promise<IntentRow | null> {
  return database().intent.findFirst({ where: { merchantId, sessionId, id } });
}

/** What decides what was allowed: a session's configuration as it is now, and what the session carries. */
export type IntentSession = Pick<
  SessionRow,
  "document" | "portico" | "onBehalfOf" | "flow" | "flowState"
>;

/**
 * What the session an intent was written in shows and allows; null when that session was revoked or is no more. One that has run out or was left is no matter: its customer had confirmed.
 */
export async function findSessionOfIntent(intent: IntentRow): Promise<IntentSession | null> {
  const { merchantId, sessionId } = intent;
  const [row] = await database().$queryRaw<IntentSession[]>`
    SELECT c.document, s.portico, s.on_behalf_of AS "onBehalfOf", s.flow,
      s.flow_state AS "flowState" FROM portal_sessions s
    JOIN configurations c ON c.id = s.configuration_id AND c.merchant_id = s.merchant_id
    WHERE s.id = ${sessionId} AND s.merchant_id = ${merchantId} AND s.revoked_at IS NULL`;
  return row ?? null;
}

/** Notes that nobody knows yet what became of an intent. A settled one stays settled. */
export async function markIntentUnknown(merchantId: string, id: string): Promise<void> {
  await database().intent.updateMany({
    where: { merchantId, id, state: "acting" },
    data: { state: "unknown" },
  });
}

/** Notes that Stripe waits for the customer, and what there is to be looked at until it is done or given up. */
export async function markIntentWaiting(
  { merchantId, id }: IntentRow,
  outcome: Prisma.InputJsonObject,
): Promise<void> {
  await database().intent.updateMany({
    where: { merchantId, id, state: { not: "settled" } },
    data: { state: "waiting", outcome },
  });
}

export type Settlement = {
  readonly outcome: Prisma.InputJsonObject;
  /** Null when nothing was done and so nothing is to be told to others. */
  readonly event: { readonly type: EventType; readonly data: Prisma.InputJsonObject } | null;
  /** The flows that come to their end with it; left out: none. */
  readonly completes?: readonly string[];
  /** What becomes of the retention offer with it; left out: nothing. */
  readonly offer?: OfferAnswer | null;
  /** What its customer is told about it, and what is compared with what was shown; left out: nothing. */
  readonly record?: NewChangeRecord | null;
  /** The date at which a pause is to end by our doing; left out: nothing changes about it. */
  readonly resume?: ResumePlan | null;
  /** The mailbox that was proved in this session and is in use now; left out: none. */
  readonly email?: string | null;
};

/**
 * Settles an intent once: outcome, audit entry, event, change record and outbox entries in one transaction.
 * False when another process settled it first; then nothing is written.
 */
export function settleIntent(intent: IntentRow, settlement: Settlement): Promise<boolean> {
  return transact(async (tx) => {
    const outcome = JSON.stringify(settlement.outcome);
    const settled = await tx.$executeRaw`
      UPDATE intents SET state = 'settled', outcome = ${outcome}::jsonb, settled_at = now()
      WHERE id = ${intent.id} AND merchant_id = ${intent.merchantId} AND state <> 'settled'`;
    if (settled === 0) return false;
    await writeTrail(tx, intent, settlement);
    return true;
  });
}

async function writeTrail(tx: Transaction, intent: IntentRow, settlement: Settlement) {
  const { outcome, event, completes = [], offer = null, record = null, resume = null } = settlement;
  const { email = null } = settlement;
  const { merchantId, livemode, action, target, customerId, id } = intent;
  await tx.auditEntry.create({
    data: {
      id: newId("auditEntry"),
      merchantId,
      livemode,
      actorType: "customer",
      actorId: customerId,
      action,
      target,
      data: { intent: id, outcome },
    },
  });
  if (event === null) return;
  await tx.$executeRaw`
    WITH event AS (
      INSERT INTO events (id, merchant_id, livemode, type, data)
      VALUES (${newId("event")}, ${merchantId}, ${livemode}, ${event.type},
        ${JSON.stringify(event.data)}::jsonb)
      RETURNING id, merchant_id, livemode)
    ${queueEvent}`;
  await addFlowCompletion(tx, intent, completes);
  if (offer !== null) await answerOffer(tx, intent, offer);
  if (record !== null) await addChangeRecord(tx, intent, record);
  if (resume !== null) await planResume(tx, intent, resume);
  if (email !== null) await spendEmailChange(tx, intent, email);
}

/** Customers take hours to confirm a payment, if they do: asking every few minutes is often enough. */
const shareOfWaiting = 0.05;

/**
 * Intents left without an outcome for `seconds`, across merchants: the reconciler's read. In no order, so
 * that those which cannot be settled (a key that was revoked) do not keep the others waiting for ever.
 */
export function listUnsettledIntents(seconds: number, limit: number): Promise<IntentRow[]> {
  return database().$queryRaw<IntentRow[]>`
    SELECT id, merchant_id AS "merchantId", livemode, session_id AS "sessionId",
           customer_id AS "customerId", action, target, nonce, input, expected, call, preview,
           invoice_before AS "invoiceBefore", state, outcome, created_at AS "createdAt"
    FROM intents
    WHERE state <> 'settled' AND created_at < now() - make_interval(secs => ${seconds})
      AND (state <> 'waiting' OR random() < ${shareOfWaiting})
    ORDER BY random() LIMIT ${limit}`;
}
