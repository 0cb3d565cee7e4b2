"use client";

import { useFormState, useWatch } from "react-hook-form";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { updates } from "./choices";
import { Note } from "./note";
import { SettingChecks } from "./setting-checks";
import { ToggledSection } from "./settings-section";

/** What customers may change of their billing information. */
export function BillingSection() {
  const name = "features.customer_update.allowed_updates";
  const picked = useWatch<PortalConfiguration, typeof name>({ name });
  const { errors } = useFormState<PortalConfiguration>();
  return (
    <ToggledSection
      name="billing"
      summary="Customers keep what stands on their invoices up to date."
      toggle="features.customer_update.enabled"
      keepOpen={errors.features?.customer_update !== undefined}
    >
      <SettingChecks name={name} label="What may be changed" labels={updates} />
      {picked.includes("email") && (
        <Note>
          The address is also how customers sign in by mail. It cannot be changed by those who came
          in that way.
        </Note>
      )}
    </ToggledSection>
  );
}
