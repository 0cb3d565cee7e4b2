"use client";

import { SettingAddresses } from "./setting-addresses";
import { SettingsSection } from "./settings-section";

/** Which sites may show the portal in a frame. */
export function SitesSection() {
  return (
    <SettingsSection name="sites" summary="The portal can stand in a frame on your own site.">
      <SettingAddresses
        name="portico.security.allowed_origins"
        label="Sites that may show the portal"
        help="Every other site gets an empty frame."
        entry="site"
        placeholder="https://app.example.com"
      />
    </SettingsSection>
  );
}
