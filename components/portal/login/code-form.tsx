"use client";

import { useMutation } from "@tanstack/react-query";
import { type ChangeEvent, type FormEvent, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { CodeInput } from "@/components/ui/code-input";
import { codeLength, parseCode } from "@/components/ui/parse-code";
import { DoorError } from "./door-error";
import { DoorProblem } from "./door-problem";

type Props = {
  readonly merchant: string;
  /** Opens the portal, or throws DoorError. */
  readonly prove: (pin: string) => Promise<void>;
};

/** The six digits of the mail. Sent as soon as they are complete. */
export function CodeForm({ merchant, prove }: Props) {
  const t = useTranslations("login.code");
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [pin, setPin] = useState("");
  const proving = useMutation({
    mutationFn: async (typed: string) => {
      if (typed.length < codeLength) throw new DoorError("code_missing", { status: 0 });
      await prove(typed);
    },
    onError: (error) => {
      // A code that was refused is of no more use; half a code is.
      if (error instanceof DoorError && error.code === "code_invalid") setPin("");
      field.current?.focus();
    },
  });
  // Once it is right the page is about to change.
  const busy = proving.isPending || proving.isSuccess;

  function change({ target }: ChangeEvent<HTMLInputElement>) {
    if (busy) return;
    const typed = parseCode(target.value);
    setPin(typed);
    if (typed.length === codeLength && typed !== pin) proving.mutate(typed);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!busy) proving.mutate(pin);
  }

  return (
    <form onSubmit={submit} noValidate>
      <label htmlFor={id} className="font-medium text-sm">
        {t("label")}
      </label>
      <CodeInput
        ref={field}
        id={id}
        value={pin}
        wrong={proving.isError}
        onChange={change}
        aria-describedby={`${id}-problem ${id}-hint`}
      />
      <DoorProblem id={`${id}-problem`} error={proving.error} merchant={merchant} />
      {!proving.isError && (
        <p id={`${id}-hint`} className="mt-2 text-faint text-sm">
          {t("hint")}
        </p>
      )}
      <Button type="submit" tone="primary" busy={busy} className="mt-4 w-full">
        {busy ? t("checking") : t("submit")}
      </Button>
    </form>
  );
}
