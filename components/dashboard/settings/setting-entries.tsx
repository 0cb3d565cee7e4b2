"use client";

import { useController } from "react-hook-form";
import { Check } from "@/components/ui/check";
import { FieldGroup } from "@/components/ui/field-group";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { sayProblem } from "./say-problem";

type EntriesPath =
  | "features.subscription_update.schedule_at_period_end.conditions"
  | "features.subscription_pause.duration.interval_options";

type Props = {
  readonly name: EntriesPath;
  readonly label: string;
  readonly help?: string;
  /** In the order shown: also the order they are stored in. What else is stored stays, before them. */
  readonly choices: readonly { readonly entry: object; readonly label: string }[];
};

/** Any number out of a list of things that are more than a word. */
export function SettingEntries({ name, label, help, choices }: Props) {
  const { field, fieldState } = useController<PortalConfiguration, EntriesPath>({ name });
  const { message } = fieldState.error ?? {};
  const picked = field.value.map(keyOf);
  const known = choices.map(({ entry }) => keyOf(entry));
  const others = field.value.filter((entry) => !known.includes(keyOf(entry)));
  const toggle = (toggled: object) => {
    const chosen = choices.filter(({ entry }) => {
      const isPicked = picked.includes(keyOf(entry));
      return entry === toggled ? !isPicked : isPicked;
    });
    field.onChange([...others, ...chosen.map(({ entry }) => entry)]);
  };
  return (
    <FieldGroup id={name} label={label} help={help} error={message && sayProblem(message)}>
      <div className="grid gap-x-6 sm:grid-cols-2">
        {choices.map(({ entry, label: text }) => (
          <Check
            key={keyOf(entry)}
            name={name}
            label={text}
            checked={picked.includes(keyOf(entry))}
            onChange={() => toggle(entry)}
            onBlur={field.onBlur}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

/** Two that say the same are the same: the document's fields are always in the schema's order. */
function keyOf(entry: unknown): string {
  return JSON.stringify(entry);
}
