"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Card } from "@/components/ui/card";
import type { Interval } from "@/lib/portal/money";
import type { Bill, PaidBy } from "@/lib/portal/preview";
import { BrandBadge } from "../payment/brand-badge";
import { useWords } from "../use-words";
import { BillLines } from "./bill-lines";
import { NextCharge } from "./next-charge";

type Props = {
  readonly bill: Bill;
  /** What it is paid with; null: none is saved. */
  readonly paymentMethod: PaidBy | null;
  /** How often the amount after it is paid again; left out where that is no one interval or no lasting amount. */
  readonly interval?: Interval | null;
  /** When it takes effect, said below what is due. */
  readonly effect?: ReactNode;
  /** True where a part of it is billed by use, of which no amount is known before. */
  readonly byUse?: boolean;
};

/** What is paid today and why, what is paid next and when, and with what. */
export function BillCard({ bill, paymentMethod, interval = null, effect, byUse = false }: Props) {
  const { billed, next } = bill;
  const t = useTranslations("preview");
  return (
    <Card className="divide-y divide-line">
      <Today bill={bill} effect={effect} />
      {billed === "now" && next && <NextCharge next={next} interval={interval} />}
      {billed === "next" && next && <NextBill bill={bill} next={next} />}
      {byUse && next && <p className="px-5 py-4 text-sm text-soft">{t("byUse")}</p>}
      <Method method={paymentMethod} />
    </Card>
  );
}

function Today({ bill, effect }: Pick<Props, "bill" | "effect">) {
  const t = useTranslations("preview");
  const { money } = useWords();
  const { billed, dueNow } = bill;
  return (
    <section className="px-5 py-5">
      <h2 className="font-semibold">{dueNow.amount > 0 ? t("today") : t("nothingToday")}</h2>
      <dl className="mt-3 flex flex-col gap-2 text-sm">
        {billed === "now" && <BillLines bill={bill} />}
        <div className="flex items-baseline justify-between gap-4 border-line not-first:mt-2 not-first:border-t not-first:pt-4">
          <dt className="font-semibold text-base">{t("due")}</dt>
          <dd className="font-semibold text-3xl tracking-tight tabular-nums">{money(dueNow)}</dd>
        </div>
      </dl>
      {effect && <p className="mt-3 text-sm text-soft">{effect}</p>}
    </section>
  );
}

type NextOf = NonNullable<Bill["next"]>;

/** The next invoice, when it is what brings the lines. */
function NextBill({ bill, next }: { bill: Bill; next: NextOf }) {
  const t = useTranslations("preview");
  const { money, date } = useWords();
  return (
    <section className="px-5 py-5">
      <h2 className="font-semibold">{t("nextBill")}</h2>
      <dl className="mt-3 flex flex-col gap-2 text-sm">
        <BillLines bill={bill} />
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

function Method({ method }: { method: PaidBy | null }) {
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
