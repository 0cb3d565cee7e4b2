import {
  deleteWebhookEndpoint,
  insertWebhookEndpoint,
  mostEndpoints,
  rotateWebhookSecret,
  updateWebhookEndpoint,
  type WebhookEndpointRow,
} from "../db/webhook-endpoints";
import type { Cause, Trail } from "../db/write-with-trail";
import { PorticoError } from "../errors";
import { openWebhookSecret, sealWebhookSecret } from "./endpoint-secrets";

/** For so long the former secret signs beside the new one. */
const overlapSeconds = 86_400;

/** Keeps a prepared endpoint. Throws `parameter_invalid` when the merchant has as many as there may be. */
export async function keepEndpoint(row: WebhookEndpointRow, cause: Cause): Promise<void> {
  const trail = trailOf(row, cause, "created", { enabled_events: row.enabledEvents });
  if (await insertWebhookEndpoint(row, trail)) return;
  const mode = row.livemode ? "live" : "test";
  const message = `You have reached the maximum of ${mostEndpoints} ${mode} webhook endpoints.`;
  throw new PorticoError("parameter_invalid", { message });
}

/** Keeps a changed endpoint. Throws `resource_missing` when it was deleted meanwhile. */
export async function keepChangedEndpoint(
  before: WebhookEndpointRow,
  after: WebhookEndpointRow,
  cause: Cause,
): Promise<void> {
  const data = { before: toldOf(before), after: toldOf(after) };
  const isKept = await updateWebhookEndpoint(after, trailOf(after, cause, "updated", data));
  if (!isKept) throw missing(after);
}

/** Throws `resource_missing` when somebody else deleted it first. */
export async function removeEndpoint(row: WebhookEndpointRow, cause: Cause): Promise<void> {
  const isGone = await deleteWebhookEndpoint(row, row.id, trailOf(row, cause, "deleted", {}));
  if (!isGone) throw missing(row);
}

/**
 * Gives the endpoint a new secret; its former one signs too for 24 hours, one before that no longer. Throws
 * `operation_in_progress` when another rotation came first, and `merchant_unavailable` when the former cannot be read.
 */
export async function rotateSecret(
  row: WebhookEndpointRow,
  secret: string,
  cause: Cause,
): Promise<void> {
  const previousSecret = sealWebhookSecret(
    openWebhookSecret(row.secret, row),
    row,
    "previous_secret",
  );
  const secrets = {
    secret: sealWebhookSecret(secret, row),
    previousSecret,
    seconds: overlapSeconds,
  };
  const isRotated = await rotateWebhookSecret(
    row,
    secrets,
    trailOf(row, cause, "secret_rotated", {}),
  );
  if (!isRotated) throw new PorticoError("operation_in_progress");
}

/** Addresses may hold what only the receiver should know: their host is told, no more. */
function toldOf({ url, enabledEvents, status }: WebhookEndpointRow) {
  return { host: new URL(url).host, enabled_events: enabledEvents, status };
}

function trailOf(row: WebhookEndpointRow, cause: Cause, verb: string, data: object): Trail {
  const { id, merchantId, livemode } = row;
  return {
    ...cause,
    merchantId,
    livemode,
    audit: { action: `webhook_endpoint.${verb}`, target: id, data },
    event: null,
  };
}

function missing({ id }: WebhookEndpointRow): PorticoError {
  return new PorticoError("resource_missing", { message: `No such webhook endpoint: '${id}'` });
}
