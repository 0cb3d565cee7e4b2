"use client";

import { type FormEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { callAuth } from "./call-auth";
import { sayWhy } from "./say-why";
import { SentStep } from "./sent-step";

type Props = { readonly next: string | null };

/** One address, one button; then what happens next. What was typed stays, whatever the answer. */
export function MailForm({ next }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [email, setEmail] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);

  /** Gives what went wrong, as the member reads it; null when the mail is on its way. */
  async function ask(): Promise<string | null> {
    const answer = await callAuth("link", { email, ...(next === null ? {} : { next }) });
    return answer.ok ? null : sayWhy(answer.code, answer.minutes);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const wrong = /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? await ask() : sayWhy("email_invalid");
    setBusy(false);
    setProblem(wrong ?? undefined);
    if (wrong === null) setSentTo(email.trim());
    else field.current?.focus();
  }

  if (sentTo !== null) {
    return <SentStep email={sentTo} askAgain={ask} back={() => setSentTo(null)} />;
  }
  return (
    <form onSubmit={submit} noValidate>
      <Field
        id={id}
        label="Email"
        error={problem}
        help="We mail you a link and a 6-digit code. No password."
      >
        {(control) => (
          <TextInput
            {...control}
            ref={field}
            type="email"
            name="email"
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={320}
            required
            value={email}
            onChange={({ target }) => setEmail(target.value)}
          />
        )}
      </Field>
      <Button type="submit" tone="primary" busy={busy} className="mt-5 w-full">
        {busy ? "Sending" : "Email me a link"}
      </Button>
    </form>
  );
}
