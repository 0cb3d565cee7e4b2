"use client";

import type { LucideIcon } from "lucide-react";
import { useId } from "react";

type Option<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly icon: LucideIcon;
};

type Props<Value extends string> = {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
};

/** A few possibilities as icons side by side. Radio buttons, so that arrow keys work as expected. */
export function Segments<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  const name = useId();
  return (
    <fieldset className="flex gap-0.5 rounded-lg border border-line bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map(({ value: option, label: text, icon: Icon }) => (
        <label
          key={option}
          title={text}
          className="flex size-9 cursor-pointer items-center justify-center rounded-md text-faint has-checked:bg-raised has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-accent-text pointer-coarse:size-11"
        >
          <input
            type="radio"
            name={name}
            checked={option === value}
            onChange={() => onChange(option)}
            className="sr-only"
          />
          <Icon aria-hidden="true" className="size-4" />
          <span className="sr-only">{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
