import type { Place } from "../db/place";
import { findWebhookEndpoint, type WebhookEndpointRow } from "../db/webhook-endpoints";
import { requireInPath } from "../wire/require-found";

const kind = {
  kind: "webhook endpoint",
  pattern: /^we_\w{1,255}$/,
  find: findWebhookEndpoint,
};

/** The endpoint that a path of the API names. Throws as requireInPath does. */
export function findEndpoint(place: Place, id: string): Promise<WebhookEndpointRow> {
  return requireInPath(place, id, kind);
}
