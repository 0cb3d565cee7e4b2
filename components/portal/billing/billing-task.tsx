"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { BillingField, BillingView } from "@/lib/portal/view";
import { HomeLink } from "../home-link";
import { PortalError } from "../portal-error";
import { Done } from "../task/done";
import { Failure } from "../task/failure";
import { TaskHeader } from "../task/task-header";
import { Unsettled } from "../task/unsettled";
import { useAction } from "../task/use-action";
import { findChanges } from "./billing-changes";
import { BillingFields } from "./billing-fields";

type Props = {
  readonly billing: BillingView;
  readonly fields: readonly BillingField[];
  /** The way to a new email, which has to be proved; left out: it stays as it is. */
  readonly onEmail?: () => void;
};

/** The form; what is typed stays there until it is saved. */
export function BillingTask({ billing, fields, onEmail }: Props) {
  const t = useTranslations("billing");
  const { phase, run } = useAction("update_customer");
  const [unchanged, setUnchanged] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const failure = phase.kind === "failed" ? phase.error : null;
  const refused = findRefused(failure);
  useEffect(() => {
    const input = refused === null ? null : form.current?.elements.namedItem(refused);
    if (input instanceof HTMLElement) input.focus();
  }, [refused]);

  if (phase.kind === "done") {
    return (
      <Done heading={t("doneHeading")}>
        <p>{t("doneBody")}</p>
      </Done>
    );
  }
  if (phase.kind === "checking" || phase.kind === "unsettled") {
    return <Unsettled polling={phase.kind === "checking"} />;
  }

  const busy = phase.kind === "sending";
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = findChanges(billing, fields, new FormData(event.currentTarget));
    setUnchanged(input === null);
    if (input !== null) run({ input });
  }
  return (
    <>
      <TaskHeader heading={t("editHeading")}>
        <p>{t("editHint")}</p>
      </TaskHeader>
      <form ref={form} onSubmit={submit} noValidate>
        <Card className="flex flex-col gap-4 px-5 py-5">
          {onEmail && <Email email={billing.email} onEmail={onEmail} />}
          <BillingFields billing={billing} fields={fields} refused={refused} />
        </Card>
        {/* In the flow on a phone too: what stands above the keyboard should be the field that is typed into. */}
        <div className="mt-6 flex flex-wrap gap-2 max-xs:flex-col">
          <Failure error={refused === null ? failure : null} />
          <div aria-live="polite" className="w-full empty:-mb-2">
            {unchanged && <Notice tone="plain">{t("unchanged")}</Notice>}
          </div>
          <Button tone="primary" type="submit" busy={busy}>
            {busy ? t("working") : t("save")}
          </Button>
          <HomeLink text={t("discard")} />
        </div>
      </form>
    </>
  );
}

type EmailProps = { readonly email: string | null; readonly onEmail: () => void };

function Email({ email, onEmail }: EmailProps) {
  const t = useTranslations("billing");
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <p className="min-w-0 [overflow-wrap:anywhere]">
        <span className="block font-medium text-sm">{t("email")}</span>
        {email ?? t("none")}
      </p>
      <Button tone="quiet" className="-mr-2 px-3" onClick={onEmail}>
        {t("emailEdit")}
      </Button>
    </div>
  );
}

/** The input that a refusal is about: the API's name for the parameter is the input's own. */
function findRefused(error: Error | null): string | null {
  return error instanceof PortalError && error.status === 400 ? error.param : null;
}
