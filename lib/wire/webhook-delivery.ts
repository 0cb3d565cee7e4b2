import { z } from "zod";
import type { WebhookDeliveryRow } from "../db/webhook-deliveries";
import { listShape } from "./list-params";

const id = z.string().min(1).max(255).optional();

/** The parameters of `GET /v1/portico/webhook_deliveries`. */
export const listDeliveriesSchema = z.strictObject({ ...listShape, endpoint: id, event: id });

/** A delivery as it is answered. */
export const webhookDeliverySchema = z.strictObject({
  id: z.string(),
  object: z.literal("portico.webhook_delivery"),
  attempts: z.int(),
  created: z.int(),
  endpoint: z.string(),
  /** Why the last attempt failed; null when it did not. */
  error: z.string().nullable(),
  event: z.string(),
  last_attempt_at: z.int().nullable(),
  livemode: z.boolean(),
  /** The status the last attempt was answered with; null when there was no answer. */
  response_status: z.int().nullable(),
  status: z.enum(["pending", "delivered", "failed"]),
});

/** One event on its way to one endpoint. What the receiver said is neither kept nor shown. */
export function serialiseDelivery(row: WebhookDeliveryRow) {
  const { id, attempts, createdAt, endpointId, error, eventId, lastAttemptAt, livemode } = row;
  return {
    id,
    object: "portico.webhook_delivery" as const,
    attempts,
    created: seconds(createdAt),
    endpoint: endpointId,
    error,
    event: eventId,
    last_attempt_at: lastAttemptAt === null ? null : seconds(lastAttemptAt),
    livemode,
    response_status: row.responseCode,
    status: row.state,
  };
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
