"use client";

import { type FieldPathByValue, useController } from "react-hook-form";
import { Choice } from "@/components/ui/choice";
import { FieldGroup } from "@/components/ui/field-group";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { sayProblem } from "./say-problem";

type ChoicePath = FieldPathByValue<
  PortalConfiguration,
  "none" | "all" | "unchanged" | null | string
>;

type Props = {
  readonly name: ChoicePath;
  readonly label: string;
  readonly help?: string;
  readonly choices: readonly {
    readonly value: string;
    readonly label: string;
    readonly help?: string;
  }[];
};

/** One of several possibilities, each with what it means. Unset counts as the first. */
export function SettingChoice({ name, label, help, choices }: Props) {
  const { field, fieldState } = useController<PortalConfiguration, ChoicePath>({ name });
  const { message } = fieldState.error ?? {};
  const value = field.value ?? choices[0]?.value;
  return (
    <FieldGroup id={name} label={label} help={help} error={message && sayProblem(message)}>
      <div className="rounded-lg border border-line bg-card">
        {choices.map((choice) => (
          <Choice
            key={choice.value}
            name={name}
            value={choice.value}
            checked={choice.value === value}
            label={choice.label}
            help={choice.help}
            onChange={() => field.onChange(choice.value)}
            onBlur={field.onBlur}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
