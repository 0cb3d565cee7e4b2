import { pageChangeRecords } from "../db/change-records";
import type { Place } from "../db/place";
import type { ChangeRecordPage } from "../portal/change-record";
import { type ListParams, pageOf, requirePage } from "../wire/list-params";
import { readRecord } from "./read-record";

type Wish = ListParams & {
  readonly customer?: string | undefined;
  readonly subscription?: string | undefined;
};

/** A page of one merchant's change records in one mode. Throws `resource_missing` for an unknown cursor. */
export async function listChangeRecords(
  place: Place,
  { customer, subscription, ...params }: Wish,
): Promise<ChangeRecordPage> {
  const query = pageOf(params);
  const page = await pageChangeRecords(place, query, {
    customerId: customer ?? null,
    subscriptionIds: subscription === undefined ? null : [subscription],
    sessionId: null,
  });
  const { rows, hasMore } = requirePage(page, "change record", query);
  return { data: rows.map(readRecord), hasMore };
}
