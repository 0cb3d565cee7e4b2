"use client";

import { AllWords } from "@/components/portal/all-words";
import { EditBilling } from "@/components/portal/billing/edit-billing";
import { usePortal } from "@/components/portal/portal-context";
import { NothingHere } from "./nothing-here";

/** Changing billing information, where it is shown at all. */
export function EmbedBilling() {
  const { view } = usePortal();
  if (view.billing === null) return <NothingHere />;
  return (
    <AllWords>
      <EditBilling />
    </AllWords>
  );
}
