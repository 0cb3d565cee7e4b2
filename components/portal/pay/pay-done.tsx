"use client";

import { useTranslations } from "use-intl/react";
import type { ActionAnswer } from "@/lib/portal/outcome";
import type { PayInvoicePreview } from "@/lib/portal/preview";
import type { InvoiceView } from "@/lib/portal/view";
import { Done } from "../task/done";
import { useAwaited } from "../task/use-awaited";
import { useWords } from "../use-words";
import { BankAsks } from "./bank-asks";
import { NotPaid } from "./not-paid";

type Props = {
  readonly answer: ActionAnswer;
  readonly shown: PayInvoicePreview;
  readonly invoice: InvoiceView | null;
};

/** What became of the payment, as far as it is known: never told as paid before it is. */
export function PayDone({ answer: first, shown, invoice }: Props) {
  const t = useTranslations("pay");
  const { money, method } = useWords();
  const { outcome } = useAwaited(first);
  if (outcome === "requires_action" || outcome === "checking") {
    return (
      <BankAsks
        subscription={invoice?.subscriptionId ?? null}
        view={first.view}
        page={invoice?.hostedUrl ?? null}
        text={t("asksBank")}
      />
    );
  }
  if (outcome === "failed") return <NotPaid />;
  const values = { number: shown.number ?? t("noNumber"), amount: money(shown.amount) };
  const paidWith = shown.paymentMethod && method(shown.paymentMethod);
  return (
    <Done heading={t("doneHeading", values)}>
      <p>{paidWith ? t("doneWith", { ...values, method: paidWith }) : t("done", values)}</p>
    </Done>
  );
}
