"use client";

import { useTranslations } from "use-intl/react";
import type { Interval } from "@/lib/portal/money";
import type { NextCharge as Charge } from "@/lib/portal/preview";
import { strong } from "../strong";
import { useWords } from "../use-words";
import { less, Row } from "./bill-lines";

type Props = {
  readonly next: Charge;
  /** How often its total is paid again; null where that is no one interval or no lasting amount. */
  readonly interval: Interval | null;
};

/** The next renewal: the regular price from then on, or what that one is charged where a balance makes it another. */
export function NextCharge({ next, interval }: Props) {
  const { balance, debt } = next;
  return balance === null && debt === null ? (
    <Regular next={next} interval={interval} />
  ) : (
    <Settled next={next} interval={interval} />
  );
}

function Regular({ next: { at, amount, left }, interval }: Props) {
  const t = useTranslations("preview");
  const { money, date, interval: every } = useWords();
  return (
    <section className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-5 py-4">
      <h2 className="font-semibold">
        {t(interval === null ? "nextPayment" : "nextHeading", { date: date(at) })}
      </h2>
      <p className="tabular-nums">
        <strong className="font-semibold text-lg tracking-tight">{money(amount)}</strong>{" "}
        {interval && <span className="text-sm text-soft">{every(interval)}</span>}
      </p>
      {left && <Left left={left} />}
    </section>
  );
}

function Settled({ next: { at, amount, total, balance, debt, left }, interval }: Props) {
  const t = useTranslations("preview");
  const { money, date, interval: every } = useWords();
  const price = interval === null ? money(total) : `${money(total)} ${every(interval)}`;
  return (
    <section className="px-5 py-5">
      <h2 className="font-semibold">{t("nextPayment", { date: date(at) })}</h2>
      <dl className="mt-3 flex flex-col gap-2 text-sm">
        <Row term={t(interval === null ? "renewal" : "regular")} value={price} />
        {debt && <Row term={t("debt")} value={money(debt)} quiet />}
        {balance && <Row term={t("creditUsed")} value={money(less(balance))} quiet />}
        <div className="mt-2 flex flex-wrap items-baseline justify-between gap-x-4 border-line border-t pt-4">
          <dt className="font-semibold text-base">{t("dueThen")}</dt>
          <dd className="font-semibold text-lg tracking-tight tabular-nums">{money(amount)}</dd>
        </div>
      </dl>
      {left && <Left left={left} />}
    </section>
  );
}

function Left({ left }: { left: NonNullable<Charge["left"]> }) {
  const t = useTranslations("preview");
  const { money } = useWords();
  return (
    <p className="mt-2 basis-full text-sm text-soft">
      {t.rich("creditLeft", { amount: money(left), strong })}
    </p>
  );
}
