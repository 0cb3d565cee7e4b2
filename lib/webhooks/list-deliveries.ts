import type { Place } from "../db/place";
import type { Page } from "../db/read-page";
import { pageDeliveries, type WebhookDeliveryRow } from "../db/webhook-deliveries";
import { type ListParams, pageOf, requirePage } from "../wire/list-params";

type Wish = ListParams & {
  readonly endpoint?: string | undefined;
  readonly event?: string | undefined;
};

/** A page of one merchant's deliveries in one mode. Throws `resource_missing` for an unknown cursor. */
export async function listDeliveries(
  place: Place,
  { endpoint, event, ...params }: Wish,
): Promise<Page<WebhookDeliveryRow>> {
  const query = pageOf(params);
  const page = await pageDeliveries(place, query, { endpoint, event });
  return requirePage(page, "webhook delivery", query);
}
