import type { ComponentProps, ReactNode } from "react";

type Props = Omit<ComponentProps<"input">, "children" | "type"> & {
  readonly label: ReactNode;
  readonly help?: ReactNode;
};

/** One of several possibilities, as a line that says what it means. Give all of them the same `name`. */
export function Choice({ label, help, ...rest }: Props) {
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 border-line px-3.5 py-2.5 first:rounded-t-lg last:rounded-b-lg not-first:border-t has-checked:bg-sunken has-disabled:cursor-default has-focus-visible:outline-2 has-focus-visible:outline-accent-text">
      <input
        type="radio"
        {...rest}
        className="mt-0.5 size-[1.125rem] shrink-0 cursor-pointer accent-accent outline-none disabled:cursor-default"
      />
      <span className="min-w-0">
        <span className="font-medium">{label}</span>
        {help && <span className="block text-soft text-sm">{help}</span>}
      </span>
    </label>
  );
}
