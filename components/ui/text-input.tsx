import type { ComponentProps } from "react";
import { cx } from "./cx";
import { inputStyle } from "./input-style";

/** One line of text. Stand it in a Field, which labels it. */
export function TextInput({ className, ...rest }: ComponentProps<"input">) {
  return <input type="text" {...rest} className={cx(inputStyle, className)} />;
}
