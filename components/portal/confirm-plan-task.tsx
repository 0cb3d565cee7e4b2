"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import type { SubscriptionView } from "@/lib/portal/view";
import { ActionBar } from "./action-bar";
import { Failure } from "./failure";
import { FromTo } from "./from-to";
import { changePath } from "./paths";
import { type Choice, intervalKey, isOtherCadence } from "./plan-choices";
import { PlanDone } from "./plan-done";
import { PlanPreviewCard } from "./plan-preview-card";
import { usePortal } from "./portal-context";
import { PreviewSkeleton } from "./preview-skeleton";
import { ProblemNotice } from "./problem-notice";
import { TaskHeader } from "./task-header";
import { Unsettled } from "./unsettled";
import { useAction } from "./use-action";
import { usePreview } from "./use-preview";
import { useWords } from "./use-words";

type Props = {
  readonly subscription: SubscriptionView;
  readonly current: Choice | null;
  readonly choice: Choice;
};

/** Preview, confirm, result: what is charged is what was shown, or it is shown again. */
export function ConfirmPlanTask({ subscription, current, choice }: Props) {
  const { frame } = usePortal();
  const t = useTranslations("preview");
  const { cadence } = useWords();
  const input = { subscription: subscription.id, price: choice.price.id };
  const preview = usePreview("change_plan", input);
  const { phase, run } = useAction("change_plan");
  const shown = preview.data?.preview;
  const plan = choice.plan.name;
  const other = isOtherCadence(current, choice)
    ? cadence(choice.price.interval).toLowerCase()
    : null;
  const { horizon } = subscription;

  if (phase.kind === "done") {
    return <PlanDone answer={phase.answer} preview={shown} plan={plan} cadence={other} />;
  }
  if (phase.kind === "checking" || phase.kind === "unsettled") {
    return <Unsettled polling={phase.kind === "checking"} />;
  }

  const confirm = () => {
    if (!preview.data) return;
    const { expected } = preview.data;
    run({ input, expected }, { onError: preview.replace });
  };
  return (
    <>
      <TaskHeader
        heading={
          other === null ? t("heading", { plan }) : t("headingCadence", { plan, cadence: other })
        }
        back={{
          href: changePath(frame.base, subscription.id, intervalKey(choice.price.interval)),
          text: t("back"),
        }}
      />
      <FromTo subscription={subscription} choice={choice} />
      {preview.isPending && <PreviewSkeleton text={t("loading")} />}
      {preview.error !== null && (
        <ProblemNotice error={preview.error} onRetry={() => void preview.refetch()} />
      )}
      {shown && (
        <PlanPreviewCard
          preview={shown}
          interval={choice.price.interval}
          trialEnd={horizon.kind === "trial_until" ? horizon.at : null}
        />
      )}
      {shown && (
        <ActionBar>
          <Failure error={phase.kind === "failed" ? phase.error : null} />
          <Confirm
            dueNow={shown.dueNow}
            plan={plan}
            cadence={other}
            busy={phase.kind === "sending"}
            onConfirm={confirm}
          />
        </ActionBar>
      )}
    </>
  );
}

type ConfirmProps = {
  readonly dueNow: { readonly amount: number; readonly currency: string };
  readonly plan: string;
  /** Set when only how often it is paid changes. */
  readonly cadence: string | null;
  readonly busy: boolean;
  readonly onConfirm: () => void;
};

function Confirm({ dueNow, plan, cadence, busy, onConfirm }: ConfirmProps) {
  const t = useTranslations("preview");
  const { money } = useWords();
  const to = cadence === null ? plan : t("cadence", { cadence });
  const label =
    dueNow.amount > 0
      ? t("payAndSwitch", { amount: money(dueNow), plan: to })
      : t("switch", { plan: to });
  return (
    <Button tone="primary" busy={busy} onClick={onConfirm} className="min-h-12 w-full text-base">
      {busy ? t("working") : label}
    </Button>
  );
}
