"use client";

import { useController } from "react-hook-form";
import { Check } from "@/components/ui/check";
import { FieldGroup } from "@/components/ui/field-group";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { sayProblem } from "./say-problem";

type ChecksPath =
  | "features.subscription_cancel.cancellation_reason.options"
  | "features.subscription_update.default_allowed_updates"
  | "features.customer_update.allowed_updates";

type Props = {
  readonly name: ChecksPath;
  readonly label: string;
  readonly help?: string;
  /** By value, in the order shown: also the order they are stored in. */
  readonly labels: Readonly<Record<string, string>>;
};

/** Any number out of a list. */
export function SettingChecks({ name, label, help, labels }: Props) {
  const { field, fieldState } = useController<PortalConfiguration, ChecksPath>({ name });
  const { message } = fieldState.error ?? {};
  const picked: readonly string[] = field.value;
  const toggle = (value: string) => {
    const next = new Set(picked);
    if (!next.delete(value)) next.add(value);
    const known = Object.keys(labels).filter((one) => next.has(one));
    field.onChange([...picked.filter((one) => !Object.hasOwn(labels, one)), ...known]);
  };
  return (
    <FieldGroup id={name} label={label} help={help} error={message && sayProblem(message)}>
      <div className="grid gap-x-6 sm:grid-cols-2">
        {Object.entries(labels).map(([value, text]) => (
          <Check
            key={value}
            name={name}
            label={text}
            checked={picked.includes(value)}
            onChange={() => toggle(value)}
            onBlur={field.onBlur}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
