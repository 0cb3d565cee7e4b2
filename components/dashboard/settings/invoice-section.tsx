"use client";

import { invoiceScopes } from "./choices";
import { SettingChoice } from "./setting-choice";
import { ToggledSection } from "./settings-section";

/** Which invoices customers see. */
export function InvoiceSection() {
  return (
    <ToggledSection
      name="invoices"
      summary="Customers see, download and pay their invoices."
      toggle="features.invoice_history.enabled"
    >
      <SettingChoice
        name="portico.invoice_history.scope"
        label="Which invoices"
        choices={invoiceScopes}
      />
    </ToggledSection>
  );
}
