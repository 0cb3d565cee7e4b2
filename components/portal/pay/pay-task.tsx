"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { taskPaths } from "@/lib/portal/task-paths";
import type { InvoiceView } from "@/lib/portal/view";
import { paymentPath } from "../paths";
import { usePortal } from "../portal-context";
import { PortalError } from "../portal-error";
import { BillStep } from "../task/bill-step";
import { ConfirmBar } from "../task/confirm-bar";
import { TaskHeader } from "../task/task-header";
import { Unsettled } from "../task/unsettled";
import { useAction } from "../task/use-action";
import { useLivePreview } from "../task/use-preview";
import { useWords } from "../use-words";
import { OtherWay } from "./other-way";
import { PayDone } from "./pay-done";
import { PayRows } from "./pay-rows";
import { hasChoice, PayWith } from "./pay-with";

type Props = {
  readonly id: string;
  /** Null where it stands on another page of the list. */
  readonly invoice: InvoiceView | null;
};

/** What is due, with what it is paid, and the button that says so. */
export function PayTask({ id, invoice }: Props) {
  const t = useTranslations("pay");
  const { money } = useWords();
  const { paymentMethods } = usePortal().view;
  const usual = useUsual(invoice);
  const [picked, setPicked] = useState<string>();
  const method = picked ?? usual;
  const input = { invoice: id, ...(method === undefined ? {} : { payment_method: method }) };
  const preview = useLivePreview("pay_invoice", input);
  const { phase, run } = useAction("pay_invoice");
  const shown = preview.data?.preview;

  if (phase.kind === "done" && shown) {
    return <PayDone answer={phase.answer} shown={shown} invoice={invoice} />;
  }
  if (phase.kind === "checking" || phase.kind === "unsettled") {
    return <Unsettled polling={phase.kind === "checking"} />;
  }
  const confirm = () => {
    if (!preview.data || !preview.fresh) return;
    run({ input, expected: preview.data.expected }, { onError: preview.replace });
  };
  const { error } = preview;
  const lacksMeans = error instanceof PortalError && error.param === "payment_method";
  return (
    <>
      <TaskHeader heading={t("heading")}>
        <p>{t("hint")}</p>
      </TaskHeader>
      {lacksMeans ? (
        <NoMeans id={id} invoice={invoice} />
      ) : (
        <BillStep preview={preview}>
          {shown && (
            <Card>
              <PayRows shown={shown} withMethod={!hasChoice(paymentMethods)} />
            </Card>
          )}
        </BillStep>
      )}
      {shown && <PayWith picked={picked} usual={usual} onPick={setPicked} />}
      {shown && (
        <>
          <ConfirmBar
            phase={phase}
            ready={preview.fresh && error === null}
            label={t("confirm", { amount: money(shown.amount) })}
            onConfirm={confirm}
          />
          <div className="mt-4">
            <OtherWay invoice={invoice} />
          </div>
        </>
      )}
    </>
  );
}

/** What the subscription is paid with, else the customer's default, else the first there is. */
function useUsual(invoice: InvoiceView | null): string | undefined {
  const { subscriptions, paymentMethods } = usePortal().view;
  const own = subscriptions.find(({ id }) => id === invoice?.subscriptionId)?.paymentMethod;
  const listed = paymentMethods?.find(({ isDefault }) => isDefault) ?? paymentMethods?.[0];
  return own?.id ?? listed?.id;
}

function NoMeans({ id, invoice }: Props) {
  const { view, frame } = usePortal();
  const t = useTranslations();
  return (
    <>
      <Notice tone="plain">{t("pay.noMeans")}</Notice>
      <div className="mt-4 flex flex-wrap gap-2">
        {view.addPaymentMethod.allowed && (
          <ButtonLink
            tone="primary"
            href={paymentPath(frame.base, `${frame.base}${taskPaths.pay(id)}`)}
          >
            {t("pay.addMeans")}
          </ButtonLink>
        )}
        <OtherWay invoice={invoice} />
      </div>
    </>
  );
}
