"use client";

import type { ComponentProps, ReactNode } from "react";
import { buttonStyle, type Tone } from "./button-style";
import { Spinner } from "./spinner";

type Props = Omit<ComponentProps<"button">, "disabled"> & {
  readonly tone?: Tone;
  /** Waiting for an answer: stays focusable, does nothing. */
  readonly busy?: boolean;
  readonly inactive?: boolean;
  readonly children: ReactNode;
};

/** A button that keeps the focus while it waits: `aria-disabled` instead of `disabled`. */
export function Button({ tone = "plain", busy, inactive, onClick, className, ...rest }: Props) {
  const still = busy || inactive;
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={still || undefined}
      className={buttonStyle(tone, className)}
      onClick={still ? (event) => event.preventDefault() : onClick}
    >
      {busy && <Spinner />}
      {rest.children}
    </button>
  );
}
