"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "use-intl/react";
import { Notice } from "@/components/ui/notice";
import { describeRecord, momentOf, type Row } from "@/lib/i18n/record-words";
import type { ChangeRecord } from "@/lib/portal/change-record";
import { fetchRecord } from "../call-portal";
import { changesPath } from "../paths";
import { useCaller, usePortal } from "../portal-context";
import { TaskHeader } from "../task/task-header";
import { useWords } from "../use-words";
import { RecordDocuments } from "./record-documents";
import { RecordSection } from "./record-section";
import { UndoRecord } from "./undo-record";

/** How often a record that is being looked up is asked for again, and for how long. */
const everyMs = 2000;
const patienceMs = 60_000;

/** One change: what was shown, what came of it, and who made it. */
export function RecordPage({ opened }: { opened: ChangeRecord }) {
  const { frame } = usePortal();
  const t = useTranslations("record");
  const locale = useLocale();
  const { date } = useWords();
  const record = useFollowed(opened);
  const words = describeRecord(record, { locale, merchant: frame.name });
  const facts = [
    { term: t("when"), value: words.when },
    { term: t("effect"), value: words.effect },
    { term: t("who"), value: words.who },
  ];
  return (
    <>
      <title>{t("oneTitle", { date: date(record.created), merchant: frame.name })}</title>
      <TaskHeader
        heading={words.title}
        back={{ href: changesPath(frame.base), text: t("backToList") }}
      />
      <div className="flex flex-col gap-4">
        {words.agreement !== null && (
          <Notice tone={record.agrees ? "good" : "bad"}>{words.agreement}</Notice>
        )}
        <RecordSection heading={t("facts")} rows={facts}>
          <UndoRecord record={record} />
        </RecordSection>
        <RecordSection heading={t("shown")} rows={words.shown}>
          {words.shown.length === 0 && <Hint text={t("shownNothing")} />}
        </RecordSection>
        <RecordSection heading={t("done")} rows={words.done}>
          <DoneHint record={record} rows={words.done} />
        </RecordSection>
        <RecordSection heading={t("details")} rows={useDetails(record)} />
        <RecordDocuments record={record} />
      </div>
    </>
  );
}

/** The record, asked for again until what Stripe did is known. */
function useFollowed(opened: ChangeRecord): ChangeRecord {
  const caller = useCaller();
  const { data } = useQuery({
    queryKey: ["change-record", caller.session, opened.id],
    queryFn: ({ signal }) => fetchRecord({ ...caller, signal }, opened.id),
    initialData: opened,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) =>
      state.data?.checked === null && state.dataUpdateCount * everyMs < patienceMs
        ? everyMs
        : false,
  });
  // Back shows the page as it was once opened.
  return data.checked === null && opened.checked !== null ? opened : data;
}

function DoneHint({ record, rows }: { record: ChangeRecord; rows: readonly Row[] }) {
  const t = useTranslations("record");
  const { done, subscription } = record;
  if (done === null) return <Hint text={t("checking")} live />;
  const isQuiet = rows.length > 0 && done.invoice !== null;
  return isQuiet || subscription === null ? null : <Hint text={t("noInvoice")} />;
}

function Hint({ text, live = false }: { text: string; live?: boolean }) {
  return (
    <p role={live ? "status" : undefined} className="mt-3 text-sm text-soft">
      {text}
    </p>
  );
}

function useDetails({ id, session, livemode, subscription, checked }: ChangeRecord): Row[] {
  const t = useTranslations("record");
  const rows = [
    { term: t("id"), value: id },
    { term: t("subscription"), value: subscription },
    { term: t("session"), value: session.id },
    { term: t("checked"), value: checked && t("at", { time: momentOf(checked) }) },
    { term: t("mode"), value: livemode ? null : t("test") },
  ];
  return rows.flatMap(({ term, value }) =>
    value === null || value === 0 ? [] : [{ term, value }],
  );
}
