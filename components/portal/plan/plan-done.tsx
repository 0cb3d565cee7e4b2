"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionAnswer } from "@/lib/portal/outcome";
import type { PlanPreview } from "@/lib/portal/preview";
import { BankAsks } from "../pay/bank-asks";
import { NotPaid } from "../pay/not-paid";
import { useAwaited } from "../task/use-awaited";
import { useWords } from "../use-words";
import { ChangeDone } from "./change-done";
import { ChangeUndone } from "./change-undone";
import { type Choice, isOtherCadence } from "./plan-choices";

type Props = {
  readonly answer: ActionAnswer;
  readonly preview: PlanPreview | undefined;
  readonly current: Choice | null;
  readonly choice: Choice;
};

/** What became of the change, as far as it is known: never told as done before it is. */
export function PlanDone({ answer: first, preview, current, choice }: Props) {
  const t = useTranslations("preview");
  const { cadence: word, date } = useWords();
  const [undone, setUndone] = useState(false);
  const answer = useAwaited(first);
  const plan = choice.plan.name;
  if (undone && preview) return <ChangeUndone name={preview.from.name} />;
  if (answer.outcome === "requires_action" || answer.outcome === "checking") {
    const subscription = preview?.subscription ?? null;
    return <BankAsks subscription={subscription} view={first.view} text={t("asksBank")} />;
  }
  if (answer.outcome === "failed") return <NotPaid />;
  if (answer.outcome === "scheduled" && preview && preview.effectiveAt !== null) {
    const on = date(preview.effectiveAt);
    return (
      <ChangeDone
        heading={t("scheduledHeading", { plan, date: on })}
        preview={preview}
        answer={answer}
        onUndone={() => setUndone(true)}
      >
        <p>{t("scheduledBody", { plan: preview.from.name, date: on })}</p>
      </ChangeDone>
    );
  }
  const heading = isOtherCadence(current, choice)
    ? t("doneCadence", { plan, cadence: word(choice.price.interval).toLowerCase() })
    : t("doneHeading", { plan });
  return <ChangeDone heading={heading} preview={preview} answer={answer} />;
}
