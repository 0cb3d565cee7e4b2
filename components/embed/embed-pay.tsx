"use client";

import { AllWords } from "@/components/portal/all-words";
import { PayInvoice } from "@/components/portal/pay/pay-invoice";
import { usePortal } from "@/components/portal/portal-context";
import { NothingHere } from "./nothing-here";

/** Paying one invoice, where invoices are shown at all. */
export function EmbedPay({ invoice }: { invoice: string }) {
  const { view } = usePortal();
  if (view.invoices === null) return <NothingHere />;
  return (
    <AllWords>
      <PayInvoice invoice={invoice} key={invoice} />
    </AllWords>
  );
}
