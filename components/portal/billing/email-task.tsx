"use client";

import { type FormEvent, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { longest } from "@/lib/portal/longest";
import { Failure } from "../task/failure";
import { TaskHeader } from "../task/task-header";
import { useAction } from "../task/use-action";
import { EmailCode } from "./email-code";
import { refusedField } from "./refused-field";

type Props = {
  /** Where bills go now. */
  readonly email: string | null;
  /** Left out where email is all that may be changed. */
  readonly onBack?: () => void;
};

/** The mailbox that bills go to: type the new one, then the code that was mailed there. */
export function EmailTask({ email, onBack }: Props) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo !== null) return <EmailCode email={sentTo} onAgain={() => setSentTo(null)} />;
  return <Ask email={email} onSent={setSentTo} {...(onBack === undefined ? {} : { onBack })} />;
}

function Ask({ email, onSent, onBack }: Props & { readonly onSent: (email: string) => void }) {
  const t = useTranslations();
  const asked = useRef("");
  const { phase, run } = useAction("update_customer", () => onSent(asked.current));
  const [isMissing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const failure = phase.kind === "failed" ? phase.error : null;
  const isRefused = refusedField(failure) === "email";
  const busy = phase.kind === "sending";

  function submit(event: FormEvent) {
    event.preventDefault();
    const typed = input.current?.value.trim() ?? "";
    setMissing(typed === "");
    if (typed === "") input.current?.focus();
    if (typed === "" || busy) return;
    asked.current = typed;
    run({ input: { email: typed } });
  }
  return (
    <>
      <TaskHeader focus={onBack !== undefined} heading={t("billing.emailHeading")}>
        <p>{t("billing.emailHint")}</p>
      </TaskHeader>
      <form onSubmit={submit} noValidate>
        <Card className="flex flex-col gap-4 px-5 py-5">
          <p className="[overflow-wrap:anywhere]">
            <span className="block text-faint text-sm">{t("billing.emailNow")}</span>
            {email ?? t("billing.none")}
          </p>
          <Field
            id={id}
            label={t("billing.emailNew")}
            error={isMissing || isRefused ? t("billing.emailInvalid") : undefined}
          >
            {(control) => (
              <TextInput
                {...control}
                ref={input}
                name="email"
                type="email"
                maxLength={longest.email}
                autoComplete="email"
              />
            )}
          </Field>
        </Card>
        <div className="mt-6 flex flex-wrap gap-2 max-xs:flex-col">
          <Failure error={isRefused ? null : failure} />
          <Button tone="primary" type="submit" busy={busy}>
            {t(busy ? "billing.emailSending" : "billing.emailSend")}
          </Button>
          {onBack && (
            <Button tone="plain" onClick={onBack}>
              {t("billing.emailBack")}
            </Button>
          )}
        </div>
      </form>
    </>
  );
}
