"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import type { SubscriptionView } from "@/lib/portal/view";
import { ActionBar } from "./action-bar";
import { CancelDone } from "./cancel-done";
import { CancelTerms, type Terms } from "./cancel-terms";
import { Failure } from "./failure";
import { homePath } from "./paths";
import { usePortal } from "./portal-context";
import { ProblemNotice } from "./problem-notice";
import { TaskHeader } from "./task-header";
import { Unsettled } from "./unsettled";
import { useAction } from "./use-action";
import { usePreview } from "./use-preview";

type Props = {
  readonly subscription: SubscriptionView;
  readonly terms: Terms;
  readonly onUndone: () => void;
};

/** What stops, when, and what is kept; then the confirmation. Both buttons are equally easy to find. */
export function CancelTask({ subscription, terms: offered, onUndone }: Props) {
  const { frame } = usePortal();
  const t = useTranslations();
  const { id, name } = subscription;
  const input = { subscription: id };
  const preview = usePreview("cancel_subscription", input);
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
    run({ input, expected: preview.data.expected }, { onError: preview.replace });
  };
  return (
    <>
      <TaskHeader heading={t("cancel.heading", { name })} />
      <CancelTerms subscription={subscription} terms={terms} />
      {preview.error !== null && (
        <div className="mt-4">
          <ProblemNotice error={preview.error} onRetry={() => void preview.refetch()} />
        </div>
      )}
      <ActionBar>
        <Failure error={phase.kind === "failed" ? phase.error : null} />
        <Button
          tone="danger"
          busy={phase.kind === "sending"}
          inactive={!preview.data}
          onClick={confirm}
        >
          {phase.kind === "sending" ? t("cancel.working") : t("cancel.confirm")}
        </Button>
        <ButtonLink href={homePath(frame.segment)}>{t("cancel.keep")}</ButtonLink>
      </ActionBar>
    </>
  );
}
