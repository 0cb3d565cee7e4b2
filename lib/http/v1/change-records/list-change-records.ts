import { listChangeRecords as listOwnRecords } from "../../../records/list-change-records";
import {
  changeRecordSchema,
  listChangeRecordsSchema,
  serialiseChangeRecord,
} from "../../../wire/change-record";
import { listAnswer, listOf } from "../../../wire/list-params";
import { endpoint } from "../endpoint";

const path = "/v1/portico/change_records";

/** `GET /v1/portico/change_records` */
export const listChangeRecords = endpoint({
  method: "GET",
  path,
  summary: "List change records",
  description: "Newest first: what customers changed, what they were shown, and what Stripe did.",
  params: listChangeRecordsSchema,
  expandable: [],
  answer: listAnswer(changeRecordSchema),
  handle: async ({ caller, params }) => {
    const { data, hasMore } = await listOwnRecords(caller, params);
    return listOf(path, data.map(serialiseChangeRecord), hasMore);
  },
});
