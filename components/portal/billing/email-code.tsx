"use client";

import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeInput } from "@/components/ui/code-input";
import { codeLength, parseCode } from "@/components/ui/parse-code";
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

  function submit(event: FormEvent) {
    event.preventDefault();
    setShort(code.length < codeLength);
    if (!busy && code.length === codeLength) run({ input: { code } });
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
            id={id}
            value={code}
            wrong={isShort || failure !== null}
            onChange={({ target }) => setCode(parseCode(target.value))}
            aria-describedby={`${id}-hint`}
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
