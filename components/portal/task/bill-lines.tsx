"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import type { Money } from "@/lib/portal/money";
import type { BilledLines } from "@/lib/portal/preview";
import { useWords } from "../use-words";

/** The lines of the bill, and whatever stands between them and what is due. For inside a `dl`. */
export function BillLines({ bill }: { bill: BilledLines }) {
  const t = useTranslations("preview");
  const { money } = useWords();
  const { lines, hasMoreLines, subtotal, discount, tax, credit, balance, debt } = bill;
  const isBetween = [discount, tax, credit, balance, debt].some((part) => part !== null);
  return (
    <>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: Stripe may send two equal lines
        <Row key={index} term={line.description} value={money(line.amount)} />
      ))}
      {hasMoreLines && <Row term={t("moreLines")} value="" quiet />}
      {isBetween && <Row term={t("subtotal")} value={money(subtotal)} quiet />}
      {discount && <Row term={t("discount")} value={money(less(discount))} quiet />}
      {tax && <Row term={t("tax")} value={money(tax)} quiet />}
      {balance && <Row term={t("creditUsed")} value={money(less(balance))} quiet />}
      {debt && <Row term={t(debt.amount > 0 ? "debt" : "putOff")} value={money(debt)} quiet />}
      {credit && (
        <Row
          term={t("creditKept")}
          value={<strong className="font-semibold text-ink">{money(credit)}</strong>}
        />
      )}
    </>
  );
}

/** What takes something off is shown with a minus, however Stripe counts it. */
export function less({ amount, currency }: Money): Money {
  return { amount: -Math.abs(amount), currency };
}

type RowProps = { readonly term: string; readonly value: ReactNode; readonly quiet?: boolean };

/** One amount and what it is. For inside a `dl`. */
export function Row({ term, value, quiet = false }: RowProps) {
  return (
    <div className={`flex items-baseline justify-between gap-4 ${quiet ? "text-soft" : ""}`}>
      <dt className="min-w-0">{term}</dt>
      <dd className="whitespace-nowrap tabular-nums">{value}</dd>
    </div>
  );
}
