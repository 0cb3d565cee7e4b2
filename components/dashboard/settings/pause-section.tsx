"use client";

import { useFormState, useWatch } from "react-hook-form";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { pauseDurations, pauseTypes } from "./choices";
import { SettingChoice } from "./setting-choice";
import { SettingEntries } from "./setting-entries";
import { ToggledSection } from "./settings-section";

const pause = "features.subscription_pause";

/** Whether a subscription may rest, and for how long. */
export function PauseSection() {
  const type = useWatch<PortalConfiguration, `${typeof pause}.duration.type`>({
    name: `${pause}.duration.type`,
  });
  const { errors } = useFormState<PortalConfiguration>();
  return (
    <ToggledSection
      name="pause"
      summary="Customers stop paying for a while, and go on later."
      toggle={`${pause}.enabled`}
      keepOpen={errors.features?.subscription_pause !== undefined}
    >
      <SettingChoice name={`${pause}.duration.type`} label="For how long" choices={pauseTypes} />
      {type === "interval_options" && (
        <SettingEntries
          name={`${pause}.duration.interval_options`}
          label="Durations to choose from"
          choices={pauseDurations}
        />
      )}
    </ToggledSection>
  );
}
