"use client";

import { useFormContext, useWatch } from "react-hook-form";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { anchors, laterChanges, prorations, trials, updateKinds } from "./choices";
import { Note } from "./note";
import { PlanPicker } from "./plan-picker";
import { SettingChecks } from "./setting-checks";
import { SettingChoice } from "./setting-choice";
import { SettingEntries } from "./setting-entries";
import { ToggledSection } from "./settings-section";
import type { Sellable } from "./settings-types";

const update = "features.subscription_update";

/** Which plans customers change between, and what a change means for the money. */
export function PlanSection({ sellable }: { sellable: Sellable }) {
  const { setValue, getValues, formState } = useFormContext<PortalConfiguration>();
  const feature = useWatch<PortalConfiguration, typeof update>({ name: update });
  const prices = feature.products.flatMap((plan) => plan.prices);

  /** Changing plans is what this switch is about; what else may be changed stays as it is. */
  function allowPrices(on: boolean) {
    const name = `${update}.default_allowed_updates` as const;
    const before = formState.defaultValues?.features?.subscription_update?.default_allowed_updates;
    const others = getValues(name).filter((one) => one !== "price");
    const wasThere = before?.includes("price") ?? false;
    setValue(name, on || wasThere ? ["price", ...others] : others, { shouldDirty: true });
  }

  return (
    <ToggledSection
      name="plan"
      summary="Customers move to another plan, or between monthly and yearly."
      toggle={`${update}.enabled`}
      onToggle={allowPrices}
      keepOpen={formState.errors.features?.subscription_update !== undefined}
    >
      <SettingChecks
        name={`${update}.default_allowed_updates`}
        label="What may be changed"
        labels={updateKinds}
      />
      <PlanPicker sellable={sellable} />
      {prices.length === 1 && (
        <Note>With a single price there is nothing to change to for those who have it.</Note>
      )}
      <SettingChoice
        name={`${update}.proration_behavior`}
        label="When the difference in price counts"
        help="A change in the middle of a period that is already paid."
        choices={prorations}
      />
      <SettingEntries
        name={`${update}.schedule_at_period_end.conditions`}
        label="Changes that wait until the paid period ends"
        help="Customers keep what they paid for until then, and can take the change back."
        choices={laterChanges}
      />
      <SettingChoice
        name={`${update}.billing_cycle_anchor`}
        label="Renewal date"
        choices={anchors}
      />
      <SettingChoice
        name={`${update}.trial_update_behavior`}
        label="A change during a trial"
        choices={trials}
      />
    </ToggledSection>
  );
}
