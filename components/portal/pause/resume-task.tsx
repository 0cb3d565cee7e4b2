"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import type { ResumePreview } from "@/lib/portal/preview";
import type { SubscriptionView } from "@/lib/portal/view";
import { ActionBar } from "../home/action-bar";
import { HomeLink } from "../home-link";
import { Failure } from "../task/failure";
import { PreviewSkeleton } from "../task/preview-skeleton";
import { ProblemNotice } from "../task/problem-notice";
import { TaskHeader } from "../task/task-header";
import { Unsettled } from "../task/unsettled";
import { useAction } from "../task/use-action";
import { usePreview } from "../task/use-preview";
import { useWords } from "../use-words";
import { ResumeDone } from "./resume-done";
import { ResumeTerms } from "./resume-terms";

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
