import type { Place } from "../db/place";
import type { Page } from "../db/read-page";
import { pageWebhookEndpoints, type WebhookEndpointRow } from "../db/webhook-endpoints";
import { type ListParams, pageOf, requirePage } from "../wire/list-params";

/** A page of one merchant's endpoints in one mode. Throws `resource_missing` for an unknown cursor. */
export async function listEndpoints(
  place: Place,
  params: ListParams,
): Promise<Page<WebhookEndpointRow>> {
  const query = pageOf(params);
  return requirePage(await pageWebhookEndpoints(place, query), "webhook endpoint", query);
}
