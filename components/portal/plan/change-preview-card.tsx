"use client";

import { useTranslations } from "use-intl/react";
import type { Interval } from "@/lib/portal/money";
import type { PlanPreview, QuantityPreview } from "@/lib/portal/preview";
import { strong } from "../strong";
import { BillCard } from "../task/bill-card";
import { useWords } from "../use-words";

type Props = {
  readonly preview: PlanPreview | QuantityPreview;
  readonly interval: Interval | null;
  /** When the trial that the subscription is in ends, Unix seconds; null when it is in none. */
  readonly trialEnd: number | null;
  /** Whether anything that is had, or will be, is billed by use. */
  readonly byUse: boolean;
};

/** What a change is billed, and when it takes effect. */
export function ChangePreviewCard({ preview, interval, trialEnd, byUse }: Props) {
  return (
    <BillCard
      bill={preview}
      paymentMethod={preview.paymentMethod}
      interval={interval}
      byUse={byUse}
      effect={<Effective preview={preview} trialEnd={trialEnd} />}
    />
  );
}

/** A trial is billed now only when the change ends it. */
function Effective({ preview, trialEnd }: Pick<Props, "preview" | "trialEnd">) {
  const t = useTranslations("preview");
  const { date } = useWords();
  const { billed, effectiveAt, from } = preview;
  const isCount = preview.kind === "change_quantity";
  if (effectiveAt !== null) {
    const words = { date: date(effectiveAt), strong };
    return isCount
      ? t.rich("quantityKeepsUntil", { ...words, quantity: preview.fromQuantity })
      : t.rich("keepsUntil", { ...words, plan: from.name });
  }
  if (trialEnd === null) return t(isCount ? "quantityEffective" : "effective");
  if (billed === "now") {
    return (
      <strong className="font-medium text-ink">
        {t(isCount ? "quantityEndsTrial" : "endsTrial")}
      </strong>
    );
  }
  return t(isCount ? "quantityKeepsTrial" : "keepsTrial", { date: date(trialEnd) });
}
