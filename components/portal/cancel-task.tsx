"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import type { CancelOffer, SubscriptionView } from "@/lib/portal/view";
import { ActionBar } from "./action-bar";
import { CancelDone } from "./cancel-done";
import { CancelMessage } from "./cancel-message";
import { CancelReasons, type Reason } from "./cancel-reasons";
import { CancelTerms, type Terms } from "./cancel-terms";
import { Failure } from "./failure";
import { homePath } from "./paths";
import { usePortal } from "./portal-context";
import { PortalError } from "./portal-error";
import { ProblemNotice } from "./problem-notice";
import { TaskHeader } from "./task-header";
import { Unsettled } from "./unsettled";
import { useAction } from "./use-action";
import { usePreview } from "./use-preview";

type Props = {
  readonly subscription: SubscriptionView;
  readonly terms: CancelOffer;
  readonly onUndone: () => void;
};

/** What stops, when, and what is kept; then the confirmation. Both buttons are equally easy to find. */
export function CancelTask({ subscription, terms: offered, onUndone }: Props) {
  const { frame } = usePortal();
  const t = useTranslations();
  const { id, name } = subscription;
  const preview = usePreview("cancel_subscription", { subscription: id });
  const [reason, setReason] = useState<Reason>({});
  const [reasons, setReasons] = useState(offered.reasons);
  const { phase, run } = useAction("cancel_subscription");
  const terms: Terms = preview.data?.preview ?? offered;

  if (phase.kind === "done") {
    return <CancelDone subscription={subscription} terms={terms} onUndone={onUndone} />;
  }
  if (phase.kind === "checking" || phase.kind === "unsettled") {
    return <Unsettled polling={phase.kind === "checking"} />;
  }

  const confirm = () => {
    if (!preview.data) return;
    const input = { subscription: id, ...(reasons === null ? {} : reason) };
    run({ input, expected: preview.data.expected }, { onError: recover });
  };
  /** A reason that is not taken any more must not stand in the way of leaving. */
  function recover(error: Error) {
    if (isAboutReason(error)) setReasons(null);
    else preview.replace(error);
  }
  const failure = phase.kind === "failed" ? phase.error : null;
  return (
    <>
      <TaskHeader heading={t("cancel.heading", { name })} />
      <CancelMessage text={offered.message} />
      <CancelTerms subscription={subscription} terms={terms} />
      {reasons !== null && <CancelReasons reasons={reasons} value={reason} onChange={setReason} />}
      {preview.error !== null && (
        <div className="mt-4">
          <ProblemNotice error={preview.error} onRetry={() => void preview.refetch()} />
        </div>
      )}
      <ActionBar>
        {isAboutReason(failure) ? (
          <Notice tone="warn">{t("cancel.reasonsChanged")}</Notice>
        ) : (
          <Failure error={failure} />
        )}
        <Button
          tone="danger"
          busy={phase.kind === "sending"}
          inactive={!preview.data}
          onClick={confirm}
        >
          {phase.kind === "sending" ? t("cancel.working") : t("cancel.confirm")}
        </Button>
        <ButtonLink href={homePath(frame.base)}>{t("cancel.keep")}</ButtonLink>
      </ActionBar>
    </>
  );
}

function isAboutReason(error: Error | null): boolean {
  return error instanceof PortalError && (error.param === "feedback" || error.param === "comment");
}
