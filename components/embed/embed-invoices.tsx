"use client";

import { useSearchParams } from "next/navigation";
import { InvoiceList } from "@/components/portal/invoices/invoice-list";
import { usePortal } from "@/components/portal/portal-context";
import { NothingHere } from "./nothing-here";

/** All invoices, where they are shown at all. */
export function EmbedInvoices() {
  const { view } = usePortal();
  const after = useSearchParams().get("after");
  return view.invoices === null ? <NothingHere /> : <InvoiceList after={after} />;
}
