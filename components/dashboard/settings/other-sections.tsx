"use client";

import { useFormState, useWatch } from "react-hook-form";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { invoiceScopes, updates } from "./choices";
import { Note } from "./note";
import { SettingAddresses } from "./setting-addresses";
import { SettingChecks } from "./setting-checks";
import { SettingChoice } from "./setting-choice";
import { SettingText } from "./setting-text";
import { SettingsSection, ToggledSection } from "./settings-section";

/** Whether customers see and choose what they pay with. */
export function PaymentSection() {
  return (
    <ToggledSection
      name="payment"
      summary="Customers see what they pay with, and choose which one is used."
      toggle="features.payment_method_update.enabled"
      whenOff={<Note>A customer whose card expires has to write to you.</Note>}
    />
  );
}

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
