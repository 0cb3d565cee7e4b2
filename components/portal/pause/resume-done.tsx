"use client";

import { useTranslations } from "use-intl/react";
import type { ActionAnswer } from "@/lib/portal/outcome";
import type { ResumePreview } from "@/lib/portal/preview";
import type { SubscriptionView } from "@/lib/portal/view";
import { Done } from "../task/done";
import { useAwaited } from "../task/use-awaited";
import { useWords } from "../use-words";
import { ResumeWaits } from "./resume-waits";

type Props = {
  readonly subscription: SubscriptionView;
  readonly answer: ActionAnswer;
  readonly terms: ResumePreview | undefined;
};

/** It goes on, or waits for its payment and is told so: never as done before it is. */
export function ResumeDone({ subscription, answer: first, terms }: Props) {
  const t = useTranslations("resume");
  const { money } = useWords();
  const { name } = subscription;
  const { outcome } = useAwaited(first);
  if (outcome === "requires_action" || outcome === "checking") {
    return <ResumeWaits subscription={subscription} view={first.view} />;
  }
  if (outcome === "failed") {
    return (
      <Done heading={t("waitingHeading", { name })} tone="warn">
        <p>{t("unpaidBody")}</p>
      </Done>
    );
  }
  const due = terms?.dueNow ?? null;
  return (
    <Done heading={t("doneHeading", { name })}>
      <p>
        {due !== null && due.amount > 0 ? t("donePaid", { amount: money(due) }) : t("doneFree")}
      </p>
    </Done>
  );
}
