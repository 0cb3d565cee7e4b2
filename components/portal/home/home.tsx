"use client";

import { useTranslations } from "use-intl/react";
import { BillingSection } from "../billing/billing-section";
import { FlowOpened } from "../flow/flow-opened";
import { InvoiceSection } from "../invoices/invoice-section";
import { PaymentMethodSection } from "../payment/payment-method-section";
import { usePortal } from "../portal-context";
import { HistoryLink } from "../records/history-link";
import { AttentionList } from "./attention-list";
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
