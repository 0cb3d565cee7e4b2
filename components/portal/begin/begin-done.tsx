"use client";

import { useTranslations } from "use-intl/react";
import type { ActionAnswer } from "@/lib/portal/outcome";
import type { BeginPreview } from "@/lib/portal/preview";
import { HorizonLine } from "../home/horizon-line";
import { BankAsks } from "../pay/bank-asks";
import { NotPaid } from "../pay/not-paid";
import type { Choice } from "../plan/plan-choices";
import { usePortal } from "../portal-context";
import { Done } from "../task/done";
import { useAwaited } from "../task/use-awaited";
import { useWords } from "../use-words";

type Props = {
  readonly answer: ActionAnswer;
  readonly preview: BeginPreview | undefined;
  readonly choice: Choice;
};

/** What became of it, as far as it is known: never told as begun before it is. */
export function BeginDone({ answer: first, preview, choice }: Props) {
  const { view } = usePortal();
  const t = useTranslations("begin");
  const { money } = useWords();
  const answer = useAwaited(first);
  const id = first.subscription ?? null;
  if (answer.outcome === "requires_action" || answer.outcome === "checking") {
    return <BankAsks subscription={id} view={first.view} text={t("asksBank")} />;
  }
  if (answer.outcome === "failed") return <NotPaid />;
  const begun = (answer.view ?? view).subscriptions.find((one) => one.id === id);
  const paid = preview && preview.dueNow.amount > 0 ? money(preview.dueNow) : null;
  return (
    <Done heading={t("doneHeading", { plan: choice.plan.name })}>
      <p>{paid === null ? t("doneFree") : t("donePaid", { amount: paid })}</p>
      {begun && (
        <p>
          <HorizonLine horizon={begun.horizon} />
        </p>
      )}
    </Done>
  );
}
