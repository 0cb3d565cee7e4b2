"use client";

import * as Radix from "@radix-ui/react-switch";

type Props = {
  readonly id: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly labelledBy: string;
  readonly describedBy?: string | undefined;
  readonly disabled?: boolean | undefined;
};

/** On or off, at once. The label stands elsewhere: `labelledBy` is its id. */
export function Switch({ id, checked, onChange, labelledBy, describedBy, disabled }: Props) {
  return (
    <Radix.Root
      id={id}
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      className="group relative inline-flex h-6 w-11 shrink-0 cursor-pointer items-center rounded-full border border-strong bg-sunken after:absolute after:-inset-2.5 data-[state=checked]:border-accent data-[state=checked]:bg-accent motion-safe:transition-colors disabled:cursor-default disabled:opacity-60"
    >
      <Radix.Thumb className="block size-4 translate-x-[3px] rounded-full bg-strong shadow-card data-[state=checked]:translate-x-[23px] data-[state=checked]:bg-accent-ink motion-safe:transition-transform" />
    </Radix.Root>
  );
}
