"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { usePortal } from "../portal-context";
import { NotAllowed } from "../task/not-allowed";
import { OtherWay } from "./other-way";
import { PayTask } from "./pay-task";

/** The page where an open invoice is paid: what is due, what it is paid with, confirm. */
export function PayInvoice({ invoice: id }: { invoice: string }) {
  const { view, frame } = usePortal();
  const t = useTranslations();
  // As it was when the page was opened: once it is paid, nothing is due on it. It may stand on a later page of the list.
  const [invoice] = useState(view.invoices?.list.find((one) => one.id === id) ?? null);
  const pay = invoice?.actions.pay_invoice ?? { allowed: true };
  return (
    <>
      <title>{t("title.pay", { merchant: frame.name })}</title>
      {pay.allowed ? (
        <PayTask id={id} invoice={invoice} />
      ) : (
        <NotAllowed heading={t("pay.unavailable")} reason={pay.reason}>
          <OtherWay invoice={invoice} />
        </NotAllowed>
      )}
    </>
  );
}
