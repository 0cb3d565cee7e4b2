"use client";

import { actionLayouts } from "./choices";
import { SettingChoice } from "./setting-choice";
import { SettingSwitch } from "./setting-switch";
import { SettingsSection } from "./settings-section";

/** What the first page offers, beside what the subscriptions themselves do. */
export function HomeSection() {
  return (
    <SettingsSection name="home" summary="What customers find on their first page.">
      <SettingChoice
        name="portico.layout.actions"
        label="What can be done with a subscription"
        choices={actionLayouts}
      />
      <SettingSwitch
        name="portico.promotion_code.enabled"
        label="Promotion codes"
        help="Customers type a code, and see what it takes off before they use it."
      />
      <SettingSwitch
        name="portico.plan_picker.enabled"
        label="Plan picker"
        help="The plans of the list, for customers who have a subscription already too. With sign-in by mail, also for people who are no customers yet."
      />
    </SettingsSection>
  );
}
