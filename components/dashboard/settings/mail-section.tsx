"use client";

import { useFormState, useWatch } from "react-hook-form";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { tokenPlaces } from "./choices";
import { Note } from "./note";
import { SettingAddresses } from "./setting-addresses";
import { SettingChoice } from "./setting-choice";
import { SettingText } from "./setting-text";
import { ToggledSection } from "./settings-section";

const mail = "portico.email_authentication";

type Props = {
  readonly loginUrl: string;
  readonly canMail: boolean;
  readonly merchantName: string;
};

/** The login page: who the mail is from, and where its link leads. */
export function MailSection({ loginUrl, canMail, merchantName }: Props) {
  const addresses = useWatch<PortalConfiguration, `${typeof mail}.redirect_urls`>({
    name: `${mail}.redirect_urls`,
  });
  const { errors } = useFormState<PortalConfiguration>();
  return (
    <ToggledSection
      name="mail"
      summary="Customers type their address and are mailed a link. No account with you is needed."
      toggle="login_page.enabled"
      keepOpen={errors.portico?.email_authentication !== undefined}
    >
      {!canMail && (
        <Note>
          This installation cannot send mail yet: EMAIL_SERVER and EMAIL_FROM are not set. Until
          then nobody can sign in this way.
        </Note>
      )}
      <Field
        id="login-url"
        label="Address of the login page"
        help="Link it wherever customers look for their billing."
      >
        {(control) => (
          <span className="flex gap-2">
            <TextInput
              {...control}
              readOnly
              value={loginUrl}
              onFocus={(event) => event.target.select()}
            />
            <CopyButton text={loginUrl} label="Copy the address of the login page" />
          </span>
        )}
      </Field>
      <SettingText
        name={`${mail}.company_name`}
        label="Company name"
        help="Who the mail is from."
        placeholder={merchantName}
      />
      <SettingAddresses
        name={`${mail}.redirect_urls`}
        label="Pages of yours that a mailed link may lead back to"
        help="For a portal that stands in your own site. Without any, the link opens the page above."
        entry="page"
        placeholder="https://example.com/billing"
      />
      {addresses.length > 0 && (
        <SettingChoice
          name={`${mail}.token_in`}
          label="Where the token stands in that address"
          choices={tokenPlaces}
        />
      )}
    </ToggledSection>
  );
}
