"use client";

import { SettingText } from "./setting-text";
import { SettingsSection } from "./settings-section";

/** The headline and the links around the portal. */
export function PageSection() {
  return (
    <SettingsSection name="page" summary="What stands around everything else.">
      <SettingText
        name="business_profile.headline"
        label="Headline"
        help="One line under your name."
        most={60}
      />
      <SettingText
        name="default_return_url"
        label="Way back to you"
        help="Where “Return” leads when the link to the portal named no other place."
        placeholder="https://example.com/account"
        type="url"
      />
      <SettingText
        name="business_profile.privacy_policy_url"
        label="Privacy policy"
        placeholder="https://example.com/privacy"
        type="url"
      />
      <SettingText
        name="business_profile.terms_of_service_url"
        label="Terms of service"
        placeholder="https://example.com/terms"
        type="url"
      />
    </SettingsSection>
  );
}
