"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { BillingField, BillingView } from "@/lib/portal/view";
import { findChanges } from "./billing-changes";
import { BillingFields } from "./billing-fields";
import { Done } from "./done";
import { Failure } from "./failure";
import { homePath } from "./paths";
import { usePortal } from "./portal-context";
import { PortalError } from "./portal-error";
import { TaskHeader } from "./task-header";
import { Unsettled } from "./unsettled";
import { useAction } from "./use-action";

type Props = { readonly billing: BillingView; readonly fields: readonly BillingField[] };

/** The form; what is typed stays there until it is saved. */
export function BillingTask({ billing, fields }: Props) {
  const { frame } = usePortal();
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
          <ButtonLink href={homePath(frame.base)}>{t("discard")}</ButtonLink>
        </div>
      </form>
    </>
  );
}

/** The input that a refusal is about: the API's name for the parameter is the input's own. */
function findRefused(error: Error | null): string | null {
  return error instanceof PortalError && error.status === 400 ? error.param : null;
}
