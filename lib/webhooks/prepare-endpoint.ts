import { now } from "../clock";
import type { Place } from "../db/place";
import type { WebhookEndpointRow } from "../db/webhook-endpoints";
import { PorticoError } from "../errors";
import { newId } from "../ids";
import { changeMetadata, type Metadata } from "../wire/metadata";
import { newWebhookSecret, sealWebhookSecret } from "./endpoint-secrets";
import { requirePublicUrl } from "./require-public-url";

/** What may be said of an endpoint, as the API takes it. What is left out stays as it is; null empties. */
export type EndpointInput = {
  readonly url?: string | undefined;
  readonly enabled_events?: readonly string[] | undefined;
  readonly description?: string | null | undefined;
  readonly metadata?: Metadata | null | undefined;
  readonly disabled?: boolean | undefined;
};

/**
 * A new endpoint, not kept yet, and its secret, which is shown this once. Throws `url_invalid`, `url_blocked`, and
 * `parameter_invalid` for too much metadata.
 */
export function prepareEndpoint(
  { merchantId, livemode }: Place,
  input: EndpointInput & { readonly url: string },
): { readonly row: WebhookEndpointRow; readonly secret: string } {
  const secret = newWebhookSecret();
  const place = { id: newId("webhookEndpoint"), merchantId, livemode };
  const bare: WebhookEndpointRow = {
    ...place,
    url: input.url,
    description: null,
    enabledEvents: [],
    metadata: {},
    secret: sealWebhookSecret(secret, place),
    status: "enabled",
    createdAt: now(),
  };
  return { row: changeEndpoint(bare, input), secret };
}

/** The row after a change. Throws as prepareEndpoint does. */
export function changeEndpoint(row: WebhookEndpointRow, input: EndpointInput): WebhookEndpointRow {
  const { url, enabled_events: events, description, disabled } = input;
  if (url !== undefined) requirePublicUrl(url);
  return {
    ...row,
    url: url ?? row.url,
    description: description === undefined ? row.description : description,
    enabledEvents: events === undefined ? row.enabledEvents : [...new Set(events)],
    metadata: changedMetadata(row.metadata, input.metadata),
    status: disabled === undefined ? row.status : statusOf(disabled),
  };
}

function statusOf(isDisabled: boolean): string {
  return isDisabled ? "disabled" : "enabled";
}

function changedMetadata(before: Metadata, given: Metadata | null | undefined): Metadata {
  const after = changeMetadata(before, given);
  if (after !== null) return after;
  const message = "You can have at most 50 metadata keys.";
  throw new PorticoError("parameter_invalid", { param: "metadata", message });
}
