"use client";

import { useTranslations } from "use-intl/react";
import { Card } from "@/components/ui/card";
import type { ResumePreview } from "@/lib/portal/preview";
import { BrandBadge } from "../payment/brand-badge";
import { BillLines } from "../task/bill-lines";
import { useWords } from "../use-words";

/** What is paid today, what next, and with what. */
export function ResumeTerms({ terms }: { terms: ResumePreview }) {
  const { dueNow, next, paidOn } = terms;
  const isPaying = dueNow !== null && dueNow.amount > 0;
  return (
    <Card className="divide-y divide-line">
      <Today terms={terms} isPaying={isPaying} />
      {next && <Next next={next} />}
      {isPaying && paidOn === "confirm" && <PaidWith terms={terms} />}
    </Card>
  );
}

type TodayProps = { readonly terms: ResumePreview; readonly isPaying: boolean };

function Today({ terms: { dueNow, bill, paidOn }, isPaying }: TodayProps) {
  const t = useTranslations("resume");
  const { money } = useWords();
  return (
    <section className="px-5 py-5">
      <h2 className="font-semibold">{t(isPaying ? "today" : "nothingToday")}</h2>
      {dueNow !== null && (
        <dl className="mt-3 flex flex-col gap-2 text-sm">
          {bill && <BillLines bill={bill} />}
          <div className="flex items-baseline justify-between gap-4 border-line not-first:mt-2 not-first:border-t not-first:pt-4">
            <dt className="font-semibold text-base">{t("due")}</dt>
            <dd className="font-semibold text-3xl tracking-tight tabular-nums">{money(dueNow)}</dd>
          </div>
        </dl>
      )}
      <p className="mt-3 text-sm text-soft">
        {t(dueNow === null ? "usualDates" : "newPeriod")}{" "}
        {isPaying ? t(paidOn === "page" ? "onPage" : "whenPaid") : t("atOnce")}
      </p>
    </section>
  );
}

function Next({ next }: { next: NonNullable<ResumePreview["next"]> }) {
  const t = useTranslations("resume");
  const { money, date } = useWords();
  return (
    <section className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-5 py-4">
      <h2 className="font-semibold">{t("next")}</h2>
      <p className="tabular-nums">
        <strong className="font-semibold text-lg tracking-tight">{money(next.amount)}</strong>{" "}
        <span className="text-sm text-soft">{t("onDate", { date: date(next.at) })}</span>
      </p>
    </section>
  );
}

function PaidWith({ terms: { paymentMethod } }: { terms: ResumePreview }) {
  const t = useTranslations("preview");
  const { method } = useWords();
  if (paymentMethod === null) return null;
  return (
    <section className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-4">
      <h2 className="font-semibold">{t("paidWith")}</h2>
      <p className="flex items-center gap-3 tabular-nums">
        <BrandBadge brand={paymentMethod.brand} type="card" />
        {method(paymentMethod)}
      </p>
    </section>
  );
}
