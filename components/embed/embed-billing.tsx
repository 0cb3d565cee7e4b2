"use client";

import { EditBilling } from "@/components/portal/billing/edit-billing";
import { usePortal } from "@/components/portal/portal-context";
import { NothingHere } from "./nothing-here";

/** Changing billing information, where it is shown at all. */
export function EmbedBilling() {
  const { view } = usePortal();
  return view.billing === null ? <NothingHere /> : <EditBilling />;
}
