"use client";

import { type FieldPathByValue, useController } from "react-hook-form";
import { Switch } from "@/components/ui/switch";
import type { PortalConfiguration } from "@/lib/portal/configuration";

export type SwitchPath = FieldPathByValue<PortalConfiguration, boolean>;

type Props = {
  readonly name: SwitchPath;
  readonly label: string;
  readonly help?: string;
};

/** One setting that is on or off, inside a section. */
export function SettingSwitch({ name, label, help }: Props) {
  const { field } = useController<PortalConfiguration, SwitchPath>({ name });
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <label htmlFor={name} id={`${name}-label`} className="font-medium text-sm">
          {label}
        </label>
        {help && (
          <p id={`${name}-help`} className="mt-0.5 text-faint text-sm">
            {help}
          </p>
        )}
      </div>
      <Switch
        id={name}
        checked={field.value}
        onChange={field.onChange}
        labelledBy={`${name}-label`}
        describedBy={help ? `${name}-help` : undefined}
      />
    </div>
  );
}
