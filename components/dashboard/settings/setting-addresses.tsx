"use client";

import { Plus, X } from "lucide-react";
import { useRef } from "react";
import { get, useController, useFormState } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { FieldError } from "@/components/ui/field-error";
import { FieldGroup } from "@/components/ui/field-group";
import { TextInput } from "@/components/ui/text-input";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { sayProblem } from "./say-problem";

type AddressesPath =
  | "portico.email_authentication.redirect_urls"
  | "portico.security.allowed_origins";

type Props = {
  readonly name: AddressesPath;
  readonly label: string;
  readonly help: string;
  /** What one entry is, for buttons and screen readers: "page". */
  readonly entry: string;
  readonly placeholder: string;
};

/** A list of addresses, one to a line, each with its own error. */
export function SettingAddresses({ name, label, help, entry, placeholder }: Props) {
  const { field } = useController<PortalConfiguration, AddressesPath>({ name });
  const { errors } = useFormState<PortalConfiguration>({ name });
  const list = useRef<HTMLUListElement>(null);
  const addresses = field.value;
  const whole = messageOf(errors, name);

  function focusLast() {
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus(),
    );
  }

  return (
    <FieldGroup id={name} label={label} help={help} error={whole}>
      <ul ref={list} className="space-y-2">
        {addresses.map((address, index) => {
          const id = `${name}.${index}`;
          const error = messageOf(errors, id);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; two may hold the same text
            <li key={index}>
              <div className="flex gap-2">
                <TextInput
                  id={id}
                  value={address}
                  placeholder={placeholder}
                  inputMode="url"
                  autoCapitalize="none"
                  spellCheck={false}
                  aria-label={`${label}, ${entry} ${index + 1}`}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={error ? `${id}-error` : undefined}
                  onBlur={field.onBlur}
                  onChange={(event) => field.onChange(addresses.with(index, event.target.value))}
                />
                <Button
                  tone="quiet"
                  className="px-3! in-disabled:hidden"
                  aria-label={`Remove ${entry} ${index + 1}`}
                  onClick={() => field.onChange(addresses.toSpliced(index, 1))}
                >
                  <X aria-hidden="true" className="size-4" />
                </Button>
              </div>
              <FieldError id={`${id}-error`} text={error} />
            </li>
          );
        })}
      </ul>
      <Button
        className={cx("in-disabled:hidden", addresses.length > 0 && "mt-2")}
        onClick={() => {
          field.onChange([...addresses, ""]);
          focusLast();
        }}
      >
        <Plus aria-hidden="true" className="size-4" />
        Add {entry}
      </Button>
    </FieldGroup>
  );
}

function messageOf(errors: object, path: string): string | undefined {
  const message = get<object, unknown>(errors, `${path}.message`);
  return typeof message === "string" ? sayProblem(message) : undefined;
}
