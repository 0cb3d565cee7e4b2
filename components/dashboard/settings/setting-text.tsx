"use client";

import type { ReactNode } from "react";
import { type FieldPathByValue, useController } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { sayProblem } from "./say-problem";

type TextPath = FieldPathByValue<PortalConfiguration, string | null>;

type Props = {
  readonly name: TextPath;
  readonly label: string;
  readonly help?: ReactNode;
  readonly placeholder?: string;
  readonly type?: "text" | "url";
  readonly lines?: "one" | "several";
  /** Counted under the field once most of it is used. */
  readonly most?: number;
};

/** One text of the document. An empty one is null there. */
export function SettingText({
  name,
  label,
  help,
  type = "text",
  lines = "one",
  most,
  placeholder,
}: Props) {
  const { field, fieldState } = useController<PortalConfiguration, TextPath>({ name });
  const value = field.value ?? "";
  const { message } = fieldState.error ?? {};
  const Control = lines === "one" ? TextInput : TextArea;
  return (
    <Field
      id={name}
      label={label}
      help={withCount(help, value.length, most)}
      error={message && sayProblem(message)}
    >
      {(control) => (
        <Control
          {...control}
          ref={field.ref}
          name={name}
          value={value}
          placeholder={placeholder}
          {...(type === "url" ? urlTyping : {})}
          onBlur={field.onBlur}
          onChange={(event: { target: { value: string } }) =>
            field.onChange(event.target.value === "" ? null : event.target.value)
          }
        />
      )}
    </Field>
  );
}

/** Not type="url": the browser's own complaints would come before ours. */
const urlTyping = { inputMode: "url", autoCapitalize: "none", spellCheck: false } as const;

function withCount(help: ReactNode, used: number, most: number | undefined): ReactNode {
  if (most === undefined || used < most * 0.8) return help;
  return (
    <>
      {help} {used.toLocaleString("en")} of {most.toLocaleString("en")} characters.
    </>
  );
}
