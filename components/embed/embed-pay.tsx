"use client";

import { PayInvoice } from "@/components/portal/pay/pay-invoice";
import { usePortal } from "@/components/portal/portal-context";
import { NothingHere } from "./nothing-here";

/** Paying one invoice, where invoices are shown at all. */
export function EmbedPay({ invoice }: { invoice: string }) {
  const { view } = usePortal();
  return view.invoices === null ? <NothingHere /> : <PayInvoice invoice={invoice} key={invoice} />;
}
