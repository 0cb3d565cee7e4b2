"use client";

import { type FormEvent, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeInput } from "@/components/ui/code-input";
import { FieldError } from "@/components/ui/field-error";
import { codeLength, parseCode } from "@/components/ui/parse-code";
import { PortalError } from "../portal-error";
import { Done } from "../task/done";
import { Failure } from "../task/failure";
import { TaskHeader } from "../task/task-header";
import { Unsettled } from "../task/unsettled";
import { useAction } from "../task/use-action";

type Props = {
  /** As it was typed. */
  readonly email: string;
  readonly onAgain: () => void;
};

/** The six digits of the mail: with them, bills go to the new mailbox. */
export function EmailCode({ email, onAgain }: Props) {
  const t = useTranslations();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState("");
  const [isShort, setShort] = useState(false);
  const { phase, run } = useAction("confirm_email");
  const busy = phase.kind === "sending";

  if (phase.kind === "done") {
    return (
      <Done heading={t("billing.emailDoneHeading")}>
        <p className="[overflow-wrap:anywhere]">{t("billing.emailDoneBody", { email })}</p>
      </Done>
    );
  }
  if (phase.kind === "checking" || phase.kind === "unsettled") {
    return <Unsettled polling={phase.kind === "checking"} />;
  }
  const failure = phase.kind === "failed" ? phase.error : null;

  /** A code that was refused is of no more use; half a code is. */
  function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const isHalf = code.length < codeLength;
    setShort(isHalf);
    field.current?.focus();
    const onError = (error: Error) => {
      if (error instanceof PortalError && error.code === "code_invalid") setCode("");
    };
    if (!isHalf) run({ input: { code } }, { onError });
  }
  return (
    <>
      <TaskHeader focus heading={t("billing.emailCodeHeading")}>
        <p className="[overflow-wrap:anywhere]">{t("billing.emailCodeHint", { email })}</p>
      </TaskHeader>
      <form onSubmit={submit} noValidate>
        <Card className="px-5 py-5">
          <label htmlFor={id} className="font-medium text-sm">
            {t("login.code.label")}
          </label>
          <CodeInput
            ref={field}
            id={id}
            value={code}
            wrong={isShort || failure !== null}
            onChange={({ target }) => setCode(parseCode(target.value))}
            aria-describedby={`${id}-error ${id}-hint`}
          />
          <FieldError
            id={`${id}-error`}
            text={isShort ? t("login.errors.code_missing") : undefined}
          />
          <p id={`${id}-hint`} className="mt-2 text-faint text-sm">
            {t("billing.emailCodeWhere")}
          </p>
        </Card>
        <div className="mt-6 flex flex-wrap gap-2 max-xs:flex-col">
          <Failure error={failure} />
          <Button tone="primary" type="submit" busy={busy}>
            {t(busy ? "billing.working" : "billing.emailConfirm")}
          </Button>
          <Button tone="plain" onClick={onAgain}>
            {t("billing.emailAgain")}
          </Button>
        </div>
      </form>
    </>
  );
}
