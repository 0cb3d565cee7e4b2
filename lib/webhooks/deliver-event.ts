import { now } from "../clock";
import { findEvent } from "../db/events";
import {
  type Attempt,
  type DueDelivery,
  findDueDelivery,
  recordAttempt,
} from "../db/webhook-attempts";
import { serialiseEvent } from "../wire/event";
import { DeliveryFault } from "./delivery-fault";
import { openWebhookSecret } from "./endpoint-secrets";
import { mostAttempts, retryDelay } from "./retry-delay";
import { type Means, realMeans, send } from "./send";
import { signatureHeaders } from "./sign";

export type DeliveryJob = {
  readonly merchantId: string;
  readonly delivery: string;
  /** 1 is the first. */
  readonly attempt: number;
};

/** What time and chance are taken from. */
export type Surroundings = Means & { readonly now: () => Date; readonly random: () => number };

const realSurroundings: Surroundings = { ...realMeans, now, random: Math.random };

/** An answer that says: never again. */
const gone = 410;

/**
 * Makes one attempt of one delivery and writes down what came of it, with the next attempt if there is one. A job that
 * dies in between is made again: the receiver may hear an event twice, under the same `webhook-id`, but is never
 * forgotten. Does nothing for an attempt that was written down before. Throws when the database is out of reach, or
 * `merchant_unavailable` when the secret cannot be read.
 */
export async function deliverEvent(
  { merchantId, delivery: id, attempt }: DeliveryJob,
  surroundings: Surroundings = realSurroundings,
): Promise<void> {
  const delivery = await findDueDelivery(merchantId, id, attempt);
  if (delivery === null) return;
  if (delivery.endpointStatus !== "enabled") {
    const error = "endpoint_disabled";
    await recordAttempt({ ...unanswered, delivery, attempt, error, nextSeconds: null });
    return;
  }
  const outcome = await attemptOnce(delivery, surroundings);
  const isLast = outcome.error === null || outcome.isGone || attempt >= mostAttempts;
  const nextSeconds = isLast ? null : retryDelay(attempt, surroundings.random());
  await recordAttempt({ ...outcome, delivery, attempt, nextSeconds });
}

type Outcome = Pick<Attempt, "responseCode" | "error" | "isGone">;

const unanswered = { responseCode: null, isGone: false } as const;

async function attemptOnce(delivery: DueDelivery, surroundings: Surroundings): Promise<Outcome> {
  const event = await findEvent(delivery, delivery.eventId);
  if (event === null) return { ...unanswered, error: "event_missing" };
  const body = JSON.stringify(serialiseEvent(event));
  const timestamp = Math.floor(surroundings.now().getTime() / 1000);
  const secrets = secretsOf(delivery);
  const headers = {
    "Content-Type": "application/json; charset=utf-8",
    "User-Agent": "Portico-Webhooks/1",
    ...signatureHeaders({ id: event.id, timestamp, body, secrets }),
  };
  try {
    const responseCode = await send(delivery.url, { body, headers }, surroundings);
    return { responseCode, error: null, isGone: false };
  } catch (fault) {
    if (!(fault instanceof DeliveryFault)) throw fault;
    const { status: responseCode, reason: error } = fault;
    return { responseCode, error, isGone: responseCode === gone };
  }
}

function secretsOf({ endpointId: id, secret, previousSecret, ...place }: DueDelivery): string[] {
  const row = { ...place, id };
  const newest = openWebhookSecret(secret, row);
  if (previousSecret === null) return [newest];
  return [newest, openWebhookSecret(previousSecret, row, "previous_secret")];
}
