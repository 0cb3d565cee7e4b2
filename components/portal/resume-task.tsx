"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import type { ResumePreview } from "@/lib/portal/preview";
import type { SubscriptionView } from "@/lib/portal/view";
import { ActionBar } from "./action-bar";
import { Failure } from "./failure";
import { HomeLink } from "./home-link";
import { PreviewSkeleton } from "./preview-skeleton";
import { ProblemNotice } from "./problem-notice";
import { ResumeDone } from "./resume-done";
import { ResumeTerms } from "./resume-terms";
import { TaskHeader } from "./task-header";
import { Unsettled } from "./unsettled";
import { useAction } from "./use-action";
import { usePreview } from "./use-preview";
import { useWords } from "./use-words";

/** What is paid, then the confirmation, then what became of the payment. */
export function ResumeTask({ subscription }: { subscription: SubscriptionView }) {
  const t = useTranslations("resume");
  const { id, name } = subscription;
  const preview = usePreview("resume_subscription", { subscription: id });
  const { phase, run } = useAction("resume_subscription");
  const terms = preview.data?.preview;

  if (phase.kind === "done") {
    return <ResumeDone subscription={subscription} answer={phase.answer} terms={terms} />;
  }
  if (phase.kind === "checking" || phase.kind === "unsettled") {
    return <Unsettled polling={phase.kind === "checking"} />;
  }
  const confirm = () => {
    if (!preview.data) return;
    const input = { subscription: id };
    run({ input, expected: preview.data.expected }, { onError: preview.replace });
  };
  const busy = phase.kind === "sending";
  return (
    <>
      <TaskHeader heading={t("heading", { name })} />
      {preview.isPending && <PreviewSkeleton text={t("loading")} />}
      {preview.error !== null && (
        <ProblemNotice error={preview.error} onRetry={() => void preview.refetch()} />
      )}
      {terms && <ResumeTerms terms={terms} />}
      <ActionBar>
        <Failure error={phase.kind === "failed" ? phase.error : null} />
        <Button tone="primary" busy={busy} inactive={!preview.data} onClick={confirm}>
          {busy ? t("working") : <Label terms={terms} />}
        </Button>
        <HomeLink text={t("keep")} />
      </ActionBar>
    </>
  );
}

function Label({ terms }: { terms: ResumePreview | undefined }) {
  const t = useTranslations("resume");
  const { money } = useWords();
  const due = terms?.dueNow ?? null;
  if (due === null || due.amount === 0) return t("confirm");
  return terms?.paidOn === "page"
    ? t("confirmInvoice")
    : t("confirmPaying", { amount: money(due) });
}
