"use client";

import type { ComponentProps } from "react";
import { cx } from "./cx";
import { codeLength } from "./parse-code";

type Props = ComponentProps<"input"> & { readonly value: string; readonly wrong: boolean };

const positions = Array.from({ length: codeLength }, (_, position) => position);

/** One real field, so that pasting, filling in and reading out work; to the eye, six cells. */
export function CodeInput({ value, wrong, ...rest }: Props) {
  const active = Math.min(value.length, codeLength - 1);
  return (
    <div className="group relative mt-1.5">
      <div aria-hidden="true" className="flex gap-1.5 xs:gap-2">
        {positions.map((position) => (
          <span
            key={position}
            className={cx(
              "flex h-13 min-w-0 flex-1 items-center justify-center rounded-lg border bg-card font-medium text-xl tabular-nums",
              position === codeLength / 2 && "ml-1.5 xs:ml-2",
              wrong ? "border-bad" : "border-strong/70",
              position === active &&
                "group-focus-within:outline-2 group-focus-within:outline-accent-text",
            )}
          >
            {value[position]}
          </span>
        ))}
      </div>
      <input
        {...rest}
        value={value}
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoCorrect="off"
        spellCheck={false}
        aria-invalid={wrong || undefined}
        className="absolute inset-0 size-full cursor-text text-base opacity-0"
      />
    </div>
  );
}
