"use client";

import { type ChangeEvent, type FormEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeInput } from "@/components/ui/code-input";
import { FieldError } from "@/components/ui/field-error";
import { codeLength, parseCode } from "@/components/ui/parse-code";
import { callAuth } from "./call-auth";
import { readLinkCode } from "./read-link-code";
import { sayWhy } from "./say-why";

type Props = {
  /** On the link's own page that link is meant; else the newest mail this browser asked for. */
  readonly isLink?: boolean;
};

/** The six digits of the mail. Sent as soon as they are complete. */
export function CodeForm({ isLink = false }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [pin, setPin] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);

  async function prove(typed: string) {
    setBusy(true);
    const answer = await callAuth("link/redeem", {
      pin: typed,
      ...(isLink ? { code: readLinkCode() } : {}),
    });
    if (answer.ok) {
      window.location.assign(answer.url ?? "/dashboard");
      return;
    }
    setBusy(false);
    setProblem(sayWhy(answer.code, answer.minutes));
    // A code that was refused is of no more use.
    if (answer.code === "credentials_invalid") setPin("");
    field.current?.focus();
  }

  function change({ target }: ChangeEvent<HTMLInputElement>) {
    if (busy) return;
    const typed = parseCode(target.value);
    setPin(typed);
    setProblem(undefined);
    if (typed.length === codeLength && typed !== pin) void prove(typed);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (pin.length === codeLength) void prove(pin);
    else setProblem("The code has 6 digits.");
  }

  return (
    <form onSubmit={submit} noValidate>
      <label htmlFor={id} className="font-medium text-sm">
        6-digit code
      </label>
      <CodeInput
        ref={field}
        id={id}
        value={pin}
        wrong={problem !== undefined}
        onChange={change}
        aria-describedby={`${id}-error`}
      />
      <div aria-live="polite">
        <FieldError id={`${id}-error`} text={problem} />
      </div>
      <Button type="submit" tone="primary" busy={busy} className="mt-4 w-full">
        {busy ? "Checking" : "Sign in"}
      </Button>
    </form>
  );
}
