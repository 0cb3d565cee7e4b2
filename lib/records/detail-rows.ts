import { momentOf, type Row } from "../i18n/record-words";
import { translatorFor } from "../i18n/translator";
import type { ChangeRecord } from "../portal/change-record";

/** What says who, where and which, by ids and to the second: for whoever judges a change later. Unknown parts are left out. */
export function detailRows(record: ChangeRecord, locale: string): Row[] {
  const t = translatorFor(locale);
  const { id, customer, subscription, session, livemode, checked } = record;
  const time = (seconds: number) => t("record.at", { time: momentOf(seconds) });
  const rows: readonly (readonly [string, string | null])[] = [
    [t("record.id"), id],
    [t("record.customer"), customer],
    [t("record.subscription"), subscription],
    [t("record.session"), session.id],
    [t("record.opened"), session.created && time(session.created)],
    [t("record.proof"), session.proof],
    [t("record.surface"), session.surface],
    [t("record.checked"), checked && time(checked)],
    [t("record.mode"), livemode ? t("record.live") : t("record.test")],
  ].map(([term, value]) => [`${term}`, value === null ? null : `${value}`]);
  return rows.flatMap(([term, value]) => (value === null ? [] : [{ term, value }]));
}
