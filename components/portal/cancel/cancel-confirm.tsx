"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { CancelOffer, SubscriptionView } from "@/lib/portal/view";
import { ActionBar } from "../home/action-bar";
import { HomeLink } from "../home-link";
import { PortalError } from "../portal-error";
import { Failure } from "../task/failure";
import { ProblemNotice } from "../task/problem-notice";
import { TaskHeader } from "../task/task-header";
import { Unsettled } from "../task/unsettled";
import { useAction } from "../task/use-action";
import { usePreview } from "../task/use-preview";
import { CancelDone } from "./cancel-done";
import { CancelMessage } from "./cancel-message";
import type { Terms } from "./cancel-money";
import type { Reason } from "./cancel-reasons";
import { CancelTerms } from "./cancel-terms";
import { CancelWhen } from "./cancel-when";

type Props = {
  readonly subscription: SubscriptionView;
  readonly terms: CancelOffer;
  readonly reason: Reason;
  readonly isFirst: boolean;
  readonly onUndone: () => void;
};

/** What stops, when, what is kept and settled; then the confirmation. Both buttons are equally easy to find. */
export function CancelConfirm({ subscription, terms: offered, reason, isFirst, onUndone }: Props) {
  const t = useTranslations();
  const { id, name } = subscription;
  const [mode, setMode] = useState(offered.mode);
  const chosen = mode === offered.mode ? { subscription: id } : { subscription: id, mode };
  const preview = usePreview("cancel_subscription", chosen);
  const [isTaken, setTaken] = useState(true);
  const { phase, run } = useAction("cancel_subscription");
  const terms: Terms = preview.data?.preview ?? { mode, endsAt: offered.endsAt };

  if (phase.kind === "done") {
    return <CancelDone subscription={subscription} terms={terms} onUndone={onUndone} />;
  }
  if (phase.kind === "checking" || phase.kind === "unsettled") {
    return <Unsettled polling={phase.kind === "checking"} />;
  }

  const confirm = () => {
    if (!preview.data) return;
    const input = { ...chosen, ...(isTaken ? reason : {}) };
    run({ input, expected: preview.data.expected }, { onError: recover });
  };
  /** A reason that is not taken any more must not stand in the way of leaving. */
  function recover(error: Error) {
    if (isAboutReason(error)) setTaken(false);
    else preview.replace(error);
  }
  const failure = phase.kind === "failed" ? phase.error : null;
  return (
    <>
      <TaskHeader focus={!isFirst} heading={t("cancel.heading", { name })} />
      <CancelMessage text={offered.message} />
      {offered.canEndNow && offered.mode !== "immediately" && (
        <CancelWhen endsAt={offered.endsAt} value={mode} onChange={setMode} />
      )}
      <CancelTerms subscription={subscription} terms={terms} />
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
        <HomeLink text={t("cancel.keep")} />
      </ActionBar>
    </>
  );
}

const ofReason: ReadonlySet<string | null | undefined> = new Set([
  "feedback",
  "feedback_option",
  "comment",
]);

function isAboutReason(error: Error | null): boolean {
  return error instanceof PortalError && ofReason.has(error.param);
}
