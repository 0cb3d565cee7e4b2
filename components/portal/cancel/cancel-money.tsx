"use client";

import { useTranslations } from "use-intl/react";
import type { CancelPreview } from "@/lib/portal/preview";
import { strong } from "../strong";
import { useWords } from "../use-words";

/** What is known of the end: all of it once the preview is there. */
export type Terms = Pick<CancelPreview, "mode" | "endsAt"> &
  Partial<Pick<CancelPreview, "credit" | "owed" | "open" | "dropsChange">>;

/** Whether there is anything to say about money: what was paid for and is given back or not, billed, or still open. */
export function hasMoney({ mode, credit, owed, open }: Terms, status: string): boolean {
  const isKept = mode === "immediately" && status === "active" && credit !== undefined;
  return Boolean(credit || owed || open) || isKept;
}

type Props = { readonly terms: Terms; readonly status: string };

/** What comes back, what is still billed and what stays to be paid, as lines of a list. */
export function CancelMoney({ terms: { mode, credit, owed, open }, status }: Props) {
  const t = useTranslations("cancel");
  const { money } = useWords();
  const later = mode === "at_period_end";
  return (
    <>
      {credit && <li>{t.rich("credit", { amount: money(credit), strong })}</li>}
      {!later && status === "active" && !credit && !owed && <li>{t("noCredit")}</li>}
      {owed && <li>{t.rich(later ? "owedLater" : "owedNow", { amount: money(owed), strong })}</li>}
      {open && (
        <li>
          {t.rich(later ? "openLater" : "openNow", {
            count: open.count,
            amount: money(open.amount),
            strong,
          })}
        </li>
      )}
    </>
  );
}
