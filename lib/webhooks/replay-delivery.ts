import type { Place } from "../db/place";
import { findDelivery, replayDelivery, type WebhookDeliveryRow } from "../db/webhook-deliveries";
import type { Cause } from "../db/write-with-trail";
import { PorticoError } from "../errors";
import { requireInPath } from "../wire/require-found";

const kind = {
  kind: "webhook delivery",
  pattern: /^whd_\w{1,255}$/,
  find: findDelivery,
};

/** The delivery that a path of the API names. Throws as requireInPath does. */
export function requireDelivery(place: Place, id: string): Promise<WebhookDeliveryRow> {
  return requireInPath(place, id, kind);
}

/** The delivery as it is once it is to be made again. */
export function replayed(row: WebhookDeliveryRow): WebhookDeliveryRow {
  return { ...row, state: "pending", attempts: row.state === "pending" ? row.attempts : 0 };
}

/**
 * Has a delivery made again at once. Throws `parameter_invalid` when its endpoint is disabled, or when an attempt came
 * to its end in the meantime.
 */
export async function keepReplay(row: WebhookDeliveryRow, cause: Cause): Promise<void> {
  const { id, merchantId, livemode, eventId, endpointId } = row;
  const data = { event: eventId, endpoint: endpointId };
  const isKept = await replayDelivery(row, {
    ...cause,
    merchantId,
    livemode,
    audit: { action: "webhook_delivery.replayed", target: id, data },
    event: null,
  });
  if (isKept) return;
  const message = "This delivery cannot be made again now. Is its endpoint enabled?";
  throw new PorticoError("parameter_invalid", { message });
}
