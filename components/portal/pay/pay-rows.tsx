"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import type { PayInvoicePreview } from "@/lib/portal/preview";
import { useWords } from "../use-words";

type Props = {
  readonly shown: PayInvoicePreview;
  /** False where it stands in the list that it is chosen from. */
  readonly withMethod: boolean;
};

/** Which invoice, how much, with what. */
export function PayRows({ shown, withMethod }: Props) {
  const t = useTranslations("pay");
  const { money, method } = useWords();
  const { number, amount, paymentMethod } = shown;
  return (
    <dl className="divide-y divide-line">
      <Row term={t("invoice")}>{number ?? t("noNumber")}</Row>
      {withMethod && paymentMethod && <Row term={t("with")}>{method(paymentMethod)}</Row>}
      <Row term={t("due")}>
        <strong className="font-semibold text-lg">{money(amount)}</strong>
      </Row>
    </dl>
  );
}

function Row({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-5 py-3.5">
      <dt className="text-soft">{term}</dt>
      <dd className="tabular-nums [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
