"use client";

import { AllWords } from "@/components/portal/all-words";
import { EditPayment } from "@/components/portal/payment/edit-payment";
import { usePortal } from "@/components/portal/portal-context";
import { NothingHere } from "./nothing-here";

/** The payment methods, where they are shown at all. */
export function EmbedPayment() {
  const { view } = usePortal();
  if (view.paymentMethods === null) return <NothingHere />;
  return (
    <AllWords>
      <EditPayment />
    </AllWords>
  );
}
