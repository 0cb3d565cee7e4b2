import type { ReactNode } from "react";
import { FieldError } from "./field-error";

/** What a control must carry to belong to its label, help and error. */
type FieldControl = {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
};

type Props = {
  readonly id: string;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly children: (control: FieldControl) => ReactNode;
};

/** A labelled control: the label above, help below, the error at the field. */
export function Field({ id, label, help, error, children }: Props) {
  const ids = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-sm">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": ids || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      <FieldError id={`${id}-error`} text={error} />
      {help && (
        <p id={`${id}-help`} className="mt-1.5 text-faint text-sm">
          {help}
        </p>
      )}
    </div>
  );
}
