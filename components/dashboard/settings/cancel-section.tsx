"use client";

import { useFormState, useWatch } from "react-hook-form";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { cancelModes, reasons, unusedTime } from "./choices";
import { Note } from "./note";
import { SettingChecks } from "./setting-checks";
import { SettingChoice } from "./setting-choice";
import { SettingSwitch } from "./setting-switch";
import { SettingText } from "./setting-text";
import { ToggledSection } from "./settings-section";

const cancel = "features.subscription_cancel";

/** How a subscription is cancelled, or, where that is off, what customers read instead. */
export function CancelSection() {
  const feature = useWatch<PortalConfiguration, typeof cancel>({ name: cancel });
  const { errors } = useFormState<PortalConfiguration>();
  const isWrong =
    errors.features?.subscription_cancel !== undefined ||
    errors.portico?.subscription_cancel?.message !== undefined;
  return (
    <ToggledSection
      name="cancel"
      summary="Customers end their subscription by themselves."
      toggle={`${cancel}.enabled`}
      keepOpen={isWrong}
      whenOff={<WhenOff />}
    >
      <SettingChoice name={`${cancel}.mode`} label="When it ends" choices={cancelModes} />
      {feature.mode === "immediately" && (
        <SettingChoice
          name={`${cancel}.proration_behavior`}
          label="The time that was paid for and not used"
          choices={unusedTime}
        />
      )}
      <SettingSwitch
        name={`${cancel}.cancellation_reason.enabled`}
        label="Ask for a reason"
        help="Stored with the subscription at Stripe. Customers can leave it out."
      />
      {feature.cancellation_reason.enabled && (
        <SettingChecks
          name={`${cancel}.cancellation_reason.options`}
          label="Reasons to choose from"
          labels={reasons}
        />
      )}
      <SettingText
        name="portico.subscription_cancel.message"
        label="Message at the confirmation"
        help="Shown above the button that cancels, as plain text."
        lines="several"
        most={5000}
      />
    </ToggledSection>
  );
}

function WhenOff() {
  return (
    <>
      <SettingText
        name="portico.subscription_cancel.instructions"
        label="How to cancel instead"
        help="Shown to customers where they look for it, as plain text: whom to write to, or where."
        placeholder="Write to billing@example.com and we cancel within a day."
        lines="several"
        most={5000}
      />
      <Note>
        In some countries a subscription that was bought online must be cancellable online. Without
        a word here, customers find no way out.
      </Note>
    </>
  );
}
