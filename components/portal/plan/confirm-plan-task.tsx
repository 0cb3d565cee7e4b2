"use client";

import type { SubscriptionView } from "@/lib/portal/view";
import { Unsettled } from "../task/unsettled";
import { useAction } from "../task/use-action";
import { useMoved } from "../task/use-moved";
import { useLivePreview } from "../task/use-preview";
import { ConfirmPlanStep } from "./confirm-plan-step";
import type { Choice } from "./plan-choices";
import { PlanDone } from "./plan-done";
import { usePlanInput } from "./use-plan-input";

type Props = {
  readonly subscription: SubscriptionView;
  readonly current: Choice | null;
  readonly choice: Choice;
  readonly promotionCodes: boolean;
  /** Called with the subscription as it is now, where a confirm was refused. */
  readonly onMoved: (subscription: SubscriptionView) => void;
};

/** Preview, confirm, result: what is charged is what was shown, or it is shown again. */
export function ConfirmPlanTask(props: Props) {
  const { subscription, current, choice, promotionCodes, onMoved } = props;
  const chosen = usePlanInput(subscription, choice);
  const preview = useLivePreview("change_plan", chosen.input);
  const { phase, run } = useAction("change_plan");
  useMoved(subscription, phase, onMoved);

  if (phase.kind === "done") {
    return (
      <PlanDone
        answer={phase.answer}
        preview={preview.data?.preview}
        current={current}
        choice={choice}
      />
    );
  }
  if (phase.kind === "checking" || phase.kind === "unsettled") {
    return <Unsettled polling={phase.kind === "checking"} />;
  }
  const confirm = () => {
    const { input } = chosen;
    if (!preview.data || !preview.fresh || input === null) return;
    run({ input, expected: preview.data.expected }, { onError: preview.replace });
  };
  return (
    <ConfirmPlanStep
      subscription={subscription}
      current={current}
      choice={choice}
      chosen={chosen}
      promotionCodes={promotionCodes}
      preview={preview}
      phase={phase}
      onConfirm={confirm}
    />
  );
}
