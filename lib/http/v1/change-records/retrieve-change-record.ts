import { z } from "zod";
import { retrieveChangeRecord as retrieveOwnRecord } from "../../../records/retrieve-change-record";
import { changeRecordSchema, serialiseChangeRecord } from "../../../wire/change-record";
import { endpoint } from "../endpoint";

/** `GET /v1/portico/change_records/{change_record}` */
export const retrieveChangeRecord = endpoint({
  method: "GET",
  path: "/v1/portico/change_records/{change_record}",
  summary: "Retrieve a change record",
  params: z.strictObject({}),
  expandable: [],
  answer: changeRecordSchema,
  handle: async ({ caller, ids }) =>
    serialiseChangeRecord(await retrieveOwnRecord(caller, ids["change_record"] ?? "")),
});
