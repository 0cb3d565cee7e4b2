import { database, type Transaction } from "./client";

/** A pause that is over at a date: Stripe ends the flexible ones only when it is asked to. */
export type PlannedResume = {
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly subscriptionId: string;
  readonly customerId: string;
  /** The intent that paused it, and the session it was confirmed in. */
  readonly intentId: string;
  readonly sessionId: string;
  /** Unix seconds, by the customer's own time. */
  readonly resumeAt: number;
  /** When the pause was confirmed, Unix seconds by the customer's own time. */
  readonly confirmedAt: number;
};

type Planner = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly customerId: string;
};

/** `at` null: no date stands any more. */
export type ResumePlan = { readonly subscriptionId: string; readonly at: Date | null };

/** Writes down the date that an intent has planned, or that none stands any more: part of settling it. */
export async function planResume(
  tx: Transaction,
  { id, merchantId, livemode, customerId }: Planner,
  { subscriptionId, at }: ResumePlan,
): Promise<void> {
  if (at === null) {
    await tx.$executeRaw`
      UPDATE planned_resumes SET settled_at = now()
      WHERE merchant_id = ${merchantId} AND livemode = ${livemode}
        AND subscription_id = ${subscriptionId} AND settled_at IS NULL`;
    return;
  }
  await tx.$executeRaw`
    INSERT INTO planned_resumes
      (merchant_id, livemode, subscription_id, customer_id, intent_id, resume_at)
    VALUES (${merchantId}, ${livemode}, ${subscriptionId}, ${customerId}, ${id}, ${at})
    ON CONFLICT (merchant_id, livemode, subscription_id) DO UPDATE
    SET customer_id = EXCLUDED.customer_id, intent_id = EXCLUDED.intent_id,
        resume_at = EXCLUDED.resume_at, settled_at = NULL, created_at = now()`;
}

/** The dates that stand for a customer's subscriptions. */
export function listPlannedResumes(owner: {
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly customerId: string;
}): Promise<PlannedResume[]> {
  const { merchantId, livemode, customerId } = owner;
  return database().$queryRaw<PlannedResume[]>`
    SELECT p.merchant_id AS "merchantId", p.livemode, p.subscription_id AS "subscriptionId",
      p.customer_id AS "customerId", p.intent_id AS "intentId", i.session_id AS "sessionId",
      extract(epoch FROM p.resume_at)::int AS "resumeAt",
      (i.expected->>'prorationDate')::int AS "confirmedAt"
    FROM planned_resumes p JOIN intents i ON i.id = p.intent_id AND i.merchant_id = p.merchant_id
    WHERE p.merchant_id = ${merchantId} AND p.livemode = ${livemode}
      AND p.customer_id = ${customerId} AND p.settled_at IS NULL`;
}

/**
 * What may be due, across merchants: the job's read. In test mode the customer's time may be ahead of ours, so all
 * of those are given. In no order, so that those that can't be resumed do not keep the others waiting.
 */
export function listDueResumes(limit: number): Promise<PlannedResume[]> {
  return database().$queryRaw<PlannedResume[]>`
    SELECT p.merchant_id AS "merchantId", p.livemode, p.subscription_id AS "subscriptionId",
      p.customer_id AS "customerId", p.intent_id AS "intentId", i.session_id AS "sessionId",
      extract(epoch FROM p.resume_at)::int AS "resumeAt",
      (i.expected->>'prorationDate')::int AS "confirmedAt"
    FROM planned_resumes p JOIN intents i ON i.id = p.intent_id AND i.merchant_id = p.merchant_id
    WHERE p.settled_at IS NULL AND (p.resume_at <= now() OR NOT p.livemode)
    ORDER BY random() LIMIT ${limit}`;
}

/** Gives a date up: its pause is over, or is another one. Not one that was planned since. False when none stood. */
export async function dropPlannedResume({
  merchantId,
  livemode,
  subscriptionId,
  intentId,
}: PlannedResume): Promise<boolean> {
  const dropped = await database().$executeRaw`
    UPDATE planned_resumes SET settled_at = now()
    WHERE merchant_id = ${merchantId} AND livemode = ${livemode}
      AND subscription_id = ${subscriptionId} AND intent_id = ${intentId} AND settled_at IS NULL`;
  return dropped > 0;
}
