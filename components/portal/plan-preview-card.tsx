"use client";

import { useTranslations } from "use-intl/react";
import { Card } from "@/components/ui/card";
import type { Interval } from "@/lib/portal/money";
import type { PlanPreview } from "@/lib/portal/preview";
import { BrandBadge } from "./brand-badge";
import { PreviewLines } from "./preview-lines";
import { useWords } from "./use-words";

type Props = {
  readonly preview: PlanPreview;
  readonly interval: Interval;
  /** When the trial that the subscription is in ends, Unix seconds; null when it is in none. */
  readonly trialEnd: number | null;
};

/** What is paid today and why, what is paid next and when, and with what. */
export function PlanPreviewCard({ preview, interval, trialEnd }: Props) {
  const { billed, next } = preview;
  return (
    <Card className="divide-y divide-line">
      <Today preview={preview} trialEnd={trialEnd} />
      {billed === "now" && next && <Next preview={preview} next={next} interval={interval} />}
      {billed === "next" && next && <NextBill preview={preview} next={next} />}
      <Method method={preview.paymentMethod} />
    </Card>
  );
}

function Today({ preview, trialEnd }: Omit<Props, "interval">) {
  const t = useTranslations("preview");
  const { money } = useWords();
  const { billed, dueNow } = preview;
  return (
    <section className="px-5 py-5">
      <h2 className="font-semibold">{dueNow.amount > 0 ? t("today") : t("nothingToday")}</h2>
      <dl className="mt-3 flex flex-col gap-2 text-sm">
        {billed === "now" && <PreviewLines preview={preview} />}
        <div className="flex items-baseline justify-between gap-4 border-line not-first:mt-2 not-first:border-t not-first:pt-4">
          <dt className="font-semibold text-base">{t("due")}</dt>
          <dd className="font-semibold text-3xl tracking-tight tabular-nums">{money(dueNow)}</dd>
        </div>
      </dl>
      <p className="mt-3 text-sm text-soft">
        <Effective billed={billed} trialEnd={trialEnd} />
      </p>
    </section>
  );
}

type EffectiveProps = Pick<PlanPreview, "billed"> & Pick<Props, "trialEnd">;

/** A trial is billed now only when the change ends it. */
function Effective({ billed, trialEnd }: EffectiveProps) {
  const t = useTranslations("preview");
  const { date } = useWords();
  if (trialEnd === null) return t("effective");
  if (billed === "now") return <strong className="font-medium text-ink">{t("endsTrial")}</strong>;
  return t("keepsTrial", { date: date(trialEnd) });
}

type NextOf = NonNullable<PlanPreview["next"]>;

type NextProps = Pick<Props, "preview" | "interval"> & { readonly next: NextOf };

/** The regular price from the next renewal on. */
function Next({ preview, next, interval }: NextProps) {
  const t = useTranslations("preview");
  const { money, date, interval: every } = useWords();
  return (
    <section className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-5 py-4">
      <h2 className="font-semibold">{t("nextHeading", { date: date(next.at) })}</h2>
      <p className="tabular-nums">
        <strong className="font-semibold text-lg tracking-tight">{money(next.amount)}</strong>{" "}
        <span className="text-sm text-soft">{every(interval)}</span>
      </p>
      {preview.credit && <p className="basis-full text-sm text-soft">{t("creditFirst")}</p>}
    </section>
  );
}

/** The next invoice, when the change is billed with it. */
function NextBill({ preview, next }: { preview: PlanPreview; next: NextOf }) {
  const t = useTranslations("preview");
  const { money, date } = useWords();
  return (
    <section className="px-5 py-5">
      <h2 className="font-semibold">{t("nextBill")}</h2>
      <dl className="mt-3 flex flex-col gap-2 text-sm">
        <PreviewLines preview={preview} />
        <div className="mt-2 flex flex-wrap items-baseline justify-between gap-x-4 border-line border-t pt-4">
          <dt className="font-semibold text-base">{t("dueOn", { date: date(next.at) })}</dt>
          <dd className="font-semibold text-lg tracking-tight tabular-nums">
            {money(next.amount)}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Method({ method }: { method: PlanPreview["paymentMethod"] }) {
  const t = useTranslations();
  const { method: label } = useWords();
  return (
    <section className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-4">
      <h2 className="font-semibold">{t("preview.paidWith")}</h2>
      {method === null ? (
        <p className="text-soft">{t("payment.none")}</p>
      ) : (
        <p className="flex items-center gap-3 tabular-nums">
          <BrandBadge brand={method.brand} type="card" />
          {label(method)}
        </p>
      )}
    </section>
  );
}
