import type { ReactNode } from "react";
import { FieldError } from "./field-error";

type Props = {
  readonly id: string;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly children: ReactNode;
};

/** Several controls under one label. Can be focused, so that a summary of errors can lead to it. */
export function FieldGroup({ id, label, help, error, children }: Props) {
  const ids = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={ids || undefined} className="min-w-0">
      <legend className="font-medium text-sm">{label}</legend>
      {help && (
        <p id={`${id}-help`} className="mt-0.5 text-faint text-sm">
          {help}
        </p>
      )}
      <div className="mt-2">{children}</div>
      <FieldError id={`${id}-error`} text={error} />
    </fieldset>
  );
}
