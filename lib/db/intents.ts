import type { EventType } from "../events/event-types";
import { newId } from "../ids";
import { database, type Transaction, transact } from "./client";
import { addFlowCompletion } from "./flow-completions";
import type { Prisma } from "./generated/client";
import { isUniqueViolation } from "./is-unique-violation";
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
export type IntentSession = Pick<SessionRow, "document" | "portico" | "onBehalfOf">;

/**
 * What the session an intent was written in shows and allows; null when that session was revoked or is no more. One that has run out or was left is no matter: its customer had confirmed.
 */
export async function findSessionOfIntent(intent: IntentRow): Promise<IntentSession | null> {
  const { merchantId, sessionId } = intent;
  const [row] = await database().$queryRaw<IntentSession[]>`
    SELECT c.document, s.portico, s.on_behalf_of AS "onBehalfOf" FROM portal_sessions s
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

export type Settlement = {
  readonly outcome: Prisma.InputJsonObject;
  /** Null when nothing was done and so nothing is to be told to others. */
  readonly event: { readonly type: EventType; readonly data: Prisma.InputJsonObject } | null;
  /** The flows that come to their end with it; left out: none. */
  readonly completes?: readonly string[];
};

/**
 * Settles an intent once: outcome, audit entry, event and outbox entry in one transaction.
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
  const { outcome, event, completes = [] } = settlement;
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
}

/**
 * Intents left without an outcome for `seconds`, across merchants: the reconciler's read. In no order, so
 * that those which cannot be settled (a key that was revoked) do not keep the others waiting for ever.
 */
export function listUnsettledIntents(seconds: number, limit: number): Promise<IntentRow[]> {
  return database().$queryRaw<IntentRow[]>`
    SELECT id, merchant_id AS "merchantId", livemode, session_id AS "sessionId",
           customer_id AS "customerId", action, target, nonce, input, expected, call, state, outcome,
           created_at AS "createdAt"
    FROM intents
    WHERE state <> 'settled' AND created_at < now() - make_interval(secs => ${seconds})
    ORDER BY random() LIMIT ${limit}`;
}
