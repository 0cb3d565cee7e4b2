"use client";

import { useTranslations } from "use-intl/react";
import { AttentionList } from "./attention-list";
import { BillingSection } from "./billing-section";
import { FlowOpened } from "./flow-opened";
import { HistoryLink } from "./history-link";
import { InvoiceSection } from "./invoice-section";
import { PaymentMethodSection } from "./payment-method-section";
import { usePortal } from "./portal-context";
import { SubscriptionSection } from "./subscription-section";

/** The customer's billing on one page, each section only if the view has it. */
export function Home() {
  const { view, frame } = usePortal();
  const t = useTranslations();
  return (
    <>
      <title>{t("title.home", { merchant: frame.name })}</title>
      <h1 className="sr-only">{t("frame.heading")}</h1>
      <FlowOpened />
      <div className="flex flex-col gap-10 frame:gap-12">
        {view.attention.length > 0 && <AttentionList />}
        <SubscriptionSection />
        {view.paymentMethods !== null && <PaymentMethodSection methods={view.paymentMethods} />}
        {view.billing !== null && <BillingSection billing={view.billing} />}
        {view.invoices !== null && <InvoiceSection invoices={view.invoices} />}
        <HistoryLink />
      </div>
    </>
  );
}
