"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { inputStyle } from "@/components/ui/input-style";
import { describeDoorError } from "./describe-door-error";
import { DoorError } from "./door-error";
import { DoorProblem } from "./door-problem";

type Props = {
  readonly merchant: string;
  /** Whether people who are no customers yet may begin here. */
  readonly sells: boolean;
  readonly email: string;
  readonly ask: (email: string) => Promise<void>;
};

/** One address, one button. What was typed stays, whatever the answer. */
export function AskForm({ merchant, sells, email, ask }: Props) {
  const t = useTranslations("login");
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const asking = useMutation({
    mutationFn: async (typed: string) => {
      requireEmail(typed);
      await ask(typed);
    },
    onError: () => field.current?.focus(),
  });
  const isWrong = asking.error !== null && /^email_/.test(describeDoorError(asking.error).text);
  // On a phone the keyboard would cover the page before it was read; in a frame the focus is the host page's.
  useEffect(() => {
    const isFramed = window.parent !== window;
    if (!isFramed && window.matchMedia("(pointer: fine)").matches) field.current?.focus();
  }, []);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!asking.isPending) asking.mutate(field.current?.value.trim() ?? "");
  }

  return (
    <form onSubmit={submit} noValidate>
      <label htmlFor={id} className="font-medium text-sm">
        {t("email")}
      </label>
      <input
        ref={field}
        id={id}
        type="email"
        name="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={320}
        defaultValue={email}
        aria-invalid={isWrong || undefined}
        aria-describedby={`${id}-problem ${id}-hint`}
        className={cx(inputStyle, "mt-1.5 pointer-coarse:text-base")}
      />
      <DoorProblem id={`${id}-problem`} error={asking.error} merchant={merchant} />
      {!asking.isError && (
        <p id={`${id}-hint`} className="mt-2 text-faint text-sm">
          {t(sells ? "emailHintNew" : "emailHint", { merchant })}
        </p>
      )}
      <Button type="submit" tone="primary" busy={asking.isPending} className="mt-5 w-full">
        {asking.isPending ? t("asking") : t("ask")}
      </Button>
    </form>
  );
}

/** Only what is surely a slip: the server knows better what an address is. */
function requireEmail(typed: string): void {
  if (typed === "") throw new DoorError("email_missing", { status: 0 });
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed))
    throw new DoorError("email_invalid", { status: 0 });
}
