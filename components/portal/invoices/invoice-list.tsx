"use client";

import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyCard } from "@/components/ui/card";
import { invoicesPath } from "../paths";
import { usePortal } from "../portal-context";
import { TaskHeader } from "../task/task-header";
import { InvoiceTable } from "./invoice-table";

/** One page of all invoices; `after` is the invoice it follows, null on the first page. */
export function InvoiceList({ after }: { after: string | null }) {
  const { view, frame } = usePortal();
  const t = useTranslations();
  const { list, hasMore } = view.invoices ?? { list: [], hasMore: false };
  const last = list.at(-1);
  return (
    <>
      <title>{t("title.invoices", { merchant: frame.name })}</title>
      <TaskHeader heading={t("invoices.all")} />
      {list.length > 0 && <InvoiceTable invoices={list} />}
      {list.length === 0 && (
        <EmptyCard
          title={after === null ? t("invoices.empty") : t("invoices.noOlder")}
          hint={after === null ? t("invoices.emptyHint") : ""}
        />
      )}
      {(after !== null || hasMore) && (
        <nav aria-label={t("invoices.paging")} className="mt-4 flex justify-between gap-2">
          {after !== null && (
            <ButtonLink href={invoicesPath(frame.base)}>{t("invoices.newest")}</ButtonLink>
          )}
          {hasMore && last && (
            <ButtonLink href={invoicesPath(frame.base, last.id)} className="ml-auto">
              {t("invoices.older")}
            </ButtonLink>
          )}
        </nav>
      )}
    </>
  );
}
