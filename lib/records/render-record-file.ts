import { findReadable } from "../configurations/read-configuration";
import { findRecordOfJob, findRecordSender } from "../db/change-records";
import { PorticoError } from "../errors";
import { pickLocale } from "../i18n/pick-locale";
import { serialiseChangeRecord } from "../wire/change-record";
import { drawRecord } from "./draw-record";
import { readRecord } from "./read-record";

type RecordFile = {
  readonly body: Uint8Array<ArrayBuffer> | string;
  readonly type: string;
  readonly name: string;
};

/** A record to take along. Whoever asks has been let through before. Throws `resource_missing` when it is no more. */
export async function renderRecordFile(
  merchantId: string,
  id: string,
  format: "pdf" | "json",
): Promise<RecordFile> {
  const row = await findRecordOfJob(merchantId, id);
  const sender = row === null ? null : await findRecordSender(row);
  if (row === null || sender === null) throw new PorticoError("resource_missing");
  const record = readRecord(row);
  const name = `change-${id}.${format}`;
  if (format === "json") {
    const body = `${JSON.stringify(serialiseChangeRecord(record), null, 2)}\n`;
    return { body, type: "application/json; charset=utf-8", name };
  }
  const { document, name: merchantName } = sender;
  const companyName = findReadable(document)?.portico.email_authentication.company_name;
  const merchant = companyName ?? merchantName;
  const body = await drawRecord(record, { merchant, locale: pickLocale([], null) });
  return { body, type: "application/pdf", name };
}
