"use client";

import { useTranslations } from "use-intl/react";
import { Card } from "@/components/ui/card";
import type { PromotionCodePreview } from "@/lib/portal/preview";
import { useWords } from "../use-words";

/** The next invoice with the code, and what it would be without. */
export function RedeemEffect({ effect: { next } }: { effect: PromotionCodePreview }) {
  const t = useTranslations("redeem");
  const { money, date } = useWords();
  if (next === null) {
    return (
      <Card className="px-5 py-4">
        <p>{t("noInvoice")}</p>
        <p className="text-soft text-sm">{t("nothingNow")}</p>
      </Card>
    );
  }
  return (
    <Card className="px-5 py-5">
      <h2 className="font-semibold">{t("effect", { date: date(next.at) })}</h2>
      <dl className="mt-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <dt className="font-semibold">{t("total")}</dt>
        <dd className="flex flex-wrap items-baseline justify-end gap-x-3 tabular-nums">
          <strong className="order-2 font-semibold text-3xl tracking-tight">
            {money(next.after)}
          </strong>{" "}
          <span className="order-1 text-sm text-soft">
            {t("instead", { amount: money(next.before) })}
          </span>
        </dd>
      </dl>
      <p className="mt-3 text-sm text-soft">{t("nothingNow")}</p>
    </Card>
  );
}
