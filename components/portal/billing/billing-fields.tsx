"use client";

import { type ComponentProps, useId } from "react";
import { useTranslations } from "use-intl/react";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { longest } from "@/lib/portal/longest";
import type { BillingField, BillingView } from "@/lib/portal/view";
import { addressField } from "./billing-changes";
import { CountrySelect } from "./country-select";

type Props = {
  readonly billing: BillingView;
  readonly fields: readonly BillingField[];
  /** The name of the input that the server refused. */
  readonly refused: string | null;
};

/** One input for each field that may be changed, named as the API's errors name it. */
export function BillingFields({ billing, fields, refused }: Props) {
  const t = useTranslations("billing");
  const { name, phone, address } = billing;
  const held = (text: string | null | undefined) => text ?? "";
  return (
    <>
      {fields.includes("name") && (
        <Line
          label={t("name")}
          name="name"
          refused={refused}
          defaultValue={held(name)}
          maxLength={longest.name}
          autoComplete="billing name"
        />
      )}
      {fields.includes("phone") && (
        <Line
          label={t("phone")}
          name="phone"
          type="tel"
          refused={refused}
          problem={t("phoneInvalid")}
          defaultValue={held(phone)}
          maxLength={longest.phone}
          autoComplete="billing tel"
        />
      )}
      {fields.includes("address") && <AddressFields address={address} refused={refused} />}
    </>
  );
}

type AddressProps = Pick<Props, "refused"> & { readonly address: BillingView["address"] };

/** The parts of an address, filled in with the one that is held. */
export function AddressFields({ address, refused }: AddressProps) {
  const t = useTranslations("billing");
  const id = useId();
  const country = addressField("country");
  const common = { refused, maxLength: longest.line };
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-4 font-semibold">{t("address")}</legend>
      <Field
        id={id}
        label={t("country")}
        error={refused === country ? t("countryInvalid") : undefined}
      >
        {(control) => (
          <CountrySelect
            {...control}
            name={country}
            held={address?.country ?? ""}
            autoComplete="billing country"
          />
        )}
      </Field>
      <Line
        {...common}
        label={t("line1")}
        name={addressField("line1")}
        defaultValue={address?.line1 ?? ""}
        autoComplete="billing address-line1"
      />
      <Line
        {...common}
        label={t("line2")}
        name={addressField("line2")}
        defaultValue={address?.line2 ?? ""}
        autoComplete="billing address-line2"
      />
      <div className="grid gap-4 xs:grid-cols-[1fr_2fr]">
        <Line
          refused={refused}
          maxLength={longest.postalCode}
          label={t("postalCode")}
          name={addressField("postal_code")}
          defaultValue={address?.postalCode ?? ""}
          autoComplete="billing postal-code"
        />
        <Line
          refused={refused}
          maxLength={longest.city}
          label={t("city")}
          name={addressField("city")}
          defaultValue={address?.city ?? ""}
          autoComplete="billing address-level2"
        />
      </div>
      <Line
        refused={refused}
        maxLength={longest.city}
        label={t("state")}
        name={addressField("state")}
        defaultValue={address?.state ?? ""}
        autoComplete="billing address-level1"
      />
    </fieldset>
  );
}

type LineProps = ComponentProps<typeof TextInput> & {
  readonly label: string;
  readonly name: string;
  readonly refused: string | null;
  readonly problem?: string;
};

function Line({ label, name, refused, problem, ...rest }: LineProps) {
  const t = useTranslations("billing");
  const id = useId();
  return (
    <Field
      id={id}
      label={label}
      error={refused === name ? (problem ?? t("textInvalid")) : undefined}
    >
      {(control) => <TextInput {...rest} {...control} name={name} />}
    </Field>
  );
}
