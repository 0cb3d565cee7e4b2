import { addAuditEntry } from "./audit-entries";
import { database, type Transaction, transact } from "./client";

/** A delivery whose attempt is due, with all it takes to make it. */
export type DueDelivery = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly endpointId: string;
  readonly endpointStatus: string;
  readonly url: string;
  /** Encrypted for the endpoint's row. */
  readonly secret: string;
  /** The former one, while it signs too. */
  readonly previousSecret: string | null;
  readonly eventId: string;
};

/**
 * The delivery whose attempt `attempt` is to be made, with its endpoint, of the same merchant and mode; null when that
 * attempt was made already, or is no more to be made.
 */
export async function findDueDelivery(
  merchantId: string,
  id: string,
  attempt: number,
): Promise<DueDelivery | null> {
  const [row] = await database().$queryRaw<DueDelivery[]>`
    SELECT d.id, d.merchant_id AS "merchantId", d.livemode, d.event_id AS "eventId",
      w.id AS "endpointId", w.status AS "endpointStatus", w.url, w.secret,
      CASE WHEN w.previous_until > now() THEN w.previous_secret END AS "previousSecret"
    FROM webhook_deliveries d JOIN webhook_endpoints w
      ON w.id = d.endpoint_id AND w.merchant_id = d.merchant_id AND w.livemode = d.livemode
    WHERE d.id = ${id} AND d.merchant_id = ${merchantId}
      AND d.state = 'pending' AND d.attempts = ${attempt - 1}`;
  return row ?? null;
}

export type Attempt = {
  readonly delivery: DueDelivery;
  /** 1 is the first. */
  readonly attempt: number;
  /** The status it was answered with; null when there was no answer. */
  readonly responseCode: number | null;
  /** Why it failed, in our words; null when it did not. */
  readonly error: string | null;
  /** Seconds until the next one; null when there is none. */
  readonly nextSeconds: number | null;
  /** The receiver is gone for good. */
  readonly isGone: boolean;
};

/** An endpoint that has only failed for so long is disabled. */
const patienceSeconds = 5 * 86_400;

/**
 * Writes down what became of an attempt, with the job of the next one and what follows for the endpoint, in one
 * transaction. False, with nothing written, when the attempt was written down already.
 */
export function recordAttempt(made: Attempt): Promise<boolean> {
  return transact(async (tx) => {
    if (!(await settleAttempt(tx, made))) return false;
    const { delivery, error, nextSeconds, attempt } = made;
    const { merchantId, id } = delivery;
    if (error === null) await forgive(tx, delivery);
    else await blame(tx, made);
    if (nextSeconds === null) return true;
    const payload = JSON.stringify({ merchantId, delivery: id, attempt: attempt + 1 });
    await tx.$executeRaw`
      INSERT INTO outbox (queue, payload, due_at)
      VALUES ('webhook_delivery', ${payload}::jsonb, now() + make_interval(secs => ${nextSeconds}))`;
    return true;
  });
}

async function settleAttempt(tx: Transaction, made: Attempt): Promise<boolean> {
  const { delivery, attempt, responseCode, error, nextSeconds } = made;
  const settled = error === null ? "delivered" : "failed";
  const state = nextSeconds === null ? settled : "pending";
  const written = await tx.$executeRaw`
    UPDATE webhook_deliveries SET attempts = ${attempt}, response_code = ${responseCode},
      error = ${error}, state = ${state}, last_attempt_at = now(),
      settled_at = CASE WHEN ${state} = 'pending' THEN NULL ELSE now() END
    WHERE id = ${delivery.id} AND merchant_id = ${delivery.merchantId}
      AND state = 'pending' AND attempts = ${attempt - 1}`;
  return written === 1;
}

async function forgive(tx: Transaction, { endpointId, merchantId }: DueDelivery): Promise<void> {
  await tx.$executeRaw`
    UPDATE webhook_endpoints SET failing_since = NULL
    WHERE id = ${endpointId} AND merchant_id = ${merchantId} AND failing_since IS NOT NULL`;
}

/** Disables the endpoint if that was once too often; then says so, once, with a job for each owner to be mailed. */
async function blame(tx: Transaction, { delivery, error, isGone }: Attempt): Promise<void> {
  const { endpointId, merchantId, livemode } = delivery;
  const [row] = await tx.$queryRaw<{ status: string }[]>`
    UPDATE webhook_endpoints SET failing_since = COALESCE(failing_since, now()),
      status = CASE WHEN ${isGone} OR failing_since < now() - make_interval(secs => ${patienceSeconds})
        THEN 'disabled' ELSE status END
    WHERE id = ${endpointId} AND merchant_id = ${merchantId} AND status = 'enabled'
    RETURNING status`;
  if (row?.status !== "disabled") return;
  const reason = isGone ? "gone" : "failing";
  await addAuditEntry(tx, {
    merchantId,
    livemode,
    actorType: "system",
    actorId: "webhooks",
    action: "webhook_endpoint.disabled",
    target: endpointId,
    data: { reason, last_error: error },
  });
  const payload = JSON.stringify({ merchantId, endpoint: endpointId, reason });
  await tx.$executeRaw`
    INSERT INTO outbox (queue, payload)
    SELECT 'webhook_disabled', ${payload}::jsonb || jsonb_build_object('member', member_id)
    FROM memberships WHERE merchant_id = ${merchantId} AND role = 'owner'`;
}

/** Whom to mail that an endpoint was disabled, and what about; null when either is no more. */
export async function findDisabledNotice(
  merchantId: string,
  endpointId: string,
  memberId: string,
): Promise<{ readonly email: string; readonly merchant: string; readonly url: string } | null> {
  const [row] = await database().$queryRaw<{ email: string; merchant: string; url: string }[]>`
    SELECT b.email, m.name AS merchant, w.url
    FROM webhook_endpoints w JOIN merchants m ON m.id = w.merchant_id
    JOIN memberships s ON s.merchant_id = m.id JOIN members b ON b.id = s.member_id
    WHERE w.id = ${endpointId} AND w.merchant_id = ${merchantId} AND b.id = ${memberId}
      AND s.role = 'owner' AND w.status = 'disabled'`;
  return row ?? null;
}
