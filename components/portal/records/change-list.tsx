"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, EmptyCard } from "@/components/ui/card";
import { LinkIcon } from "@/components/ui/link-icon";
import { describeRecord } from "@/lib/i18n/record-words";
import type { ChangeRecord, ChangeRecordPage } from "@/lib/portal/change-record";
import { changesPath, recordPath } from "../paths";
import { usePortal } from "../portal-context";
import { AgreementPill } from "../task/agreement";
import { TaskHeader } from "../task/task-header";
import { useWords } from "../use-words";

type Props = {
  readonly page: ChangeRecordPage;
  /** The record that this page follows; null on the first one. */
  readonly after: string | null;
};

/** What the customer has changed here, newest first. */
export function ChangeList({ page, after }: Props) {
  const { frame } = usePortal();
  const t = useTranslations("record");
  const { data, hasMore } = page;
  const last = data.at(-1);
  return (
    <>
      <title>{t("pageTitle", { merchant: frame.name })}</title>
      <TaskHeader heading={t("heading")}>{t("intro")}</TaskHeader>
      {data.length === 0 ? (
        <EmptyCard
          title={after === null ? t("empty") : t("noOlder")}
          hint={after === null ? t("emptyHint") : ""}
        />
      ) : (
        <Card className="overflow-hidden">
          <ul className="divide-y divide-line">
            {data.map((record) => (
              <Entry key={record.id} record={record} />
            ))}
          </ul>
        </Card>
      )}
      {(after !== null || hasMore) && (
        <nav aria-label={t("paging")} className="mt-4 flex justify-between gap-2">
          {after !== null && <ButtonLink href={changesPath(frame.base)}>{t("newest")}</ButtonLink>}
          {hasMore && last && (
            <ButtonLink href={changesPath(frame.base, last.id)} className="ml-auto">
              {t("older")}
            </ButtonLink>
          )}
        </nav>
      )}
    </>
  );
}

function Entry({ record }: { record: ChangeRecord }) {
  const { frame } = usePortal();
  const locale = useLocale();
  const { date } = useWords();
  const { title } = describeRecord(record, { locale, merchant: frame.name });
  return (
    <li>
      <Link
        href={recordPath(frame.base, record.id)}
        prefetch={false}
        className="flex min-h-14 items-center gap-3 px-5 py-3 hover:bg-sunken"
      >
        <span className="min-w-0 flex-1">
          <span className="block font-medium [overflow-wrap:anywhere]">{title}</span>
          <span className="block text-sm text-soft">{date(record.created)}</span>
        </span>
        <AgreementPill record={record} />
        <LinkIcon icon={ChevronRight} />
      </Link>
    </li>
  );
}
