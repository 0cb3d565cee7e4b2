import type { ComponentProps } from "react";
import { cx } from "./cx";
import { inputStyle } from "./input-style";

/** Several lines of text; as tall as what stands in it, where the browser can do that. */
export function TextArea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={3}
      {...rest}
      className={cx(inputStyle, "field-sizing-content max-h-80 min-h-20 resize-y", className)}
    />
  );
}
