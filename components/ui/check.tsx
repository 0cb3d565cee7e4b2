import type { ComponentProps, ReactNode } from "react";

type Props = Omit<ComponentProps<"input">, "children" | "type"> & {
  readonly label: ReactNode;
  readonly help?: ReactNode;
};

/** A box to tick, with its label beside it; the whole line can be pressed. */
export function Check({ label, help, ...rest }: Props) {
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 py-2.5 has-disabled:cursor-default pointer-fine:min-h-9 pointer-fine:py-1.5">
      <input
        type="checkbox"
        {...rest}
        className="mt-0.5 size-[1.125rem] shrink-0 cursor-pointer accent-accent disabled:cursor-default"
      />
      <span className="min-w-0">
        {label}
        {help && <span className="block text-faint text-sm">{help}</span>}
      </span>
    </label>
  );
}
