"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionAnswer } from "@/lib/portal/outcome";
import type { PlanPreview, QuantityPreview } from "@/lib/portal/preview";
import { HorizonLine } from "../home/horizon-line";
import { usePortal } from "../portal-context";
import { strong } from "../strong";
import { Done } from "../task/done";
import { UndoButton } from "../task/undo-button";
import { useWords } from "../use-words";

type Props = {
  readonly heading: string;
  readonly preview: PlanPreview | QuantityPreview | undefined;
  readonly answer: ActionAnswer;
  /** What is said instead of what was charged, for a change that is still ahead. */
  readonly children?: ReactNode;
  /** Given where it can be taken back. */
  readonly onUndone?: () => void;
};

/** What happened: what was charged, what is kept, and what comes next as Stripe says it now. */
export function ChangeDone({ heading, preview, answer, children, onUndone }: Props) {
  const { view } = usePortal();
  const t = useTranslations("preview");
  const { money } = useWords();
  const subscription = preview?.subscription;
  const isIt = ({ id }: { readonly id: string }) => id === subscription;
  const horizon = (answer.view ?? view).subscriptions.find(isIt)?.horizon;
  const paid = preview && preview.dueNow.amount > 0 ? money(preview.dueNow) : null;
  const undo = onUndone && subscription !== undefined && (
    <UndoButton action="undo_change" subscription={subscription} onUndone={onUndone} />
  );
  return (
    <Done heading={heading} actions={undo}>
      {children ?? <p>{paid === null ? t("doneFree") : t("donePaid", { amount: paid })}</p>}
      {preview?.credit && preview.billed === "now" && (
        <p>{t.rich("doneCredit", { amount: money(preview.credit), strong })}</p>
      )}
      {horizon && (
        <p>
          <HorizonLine horizon={horizon} />
        </p>
      )}
    </Done>
  );
}
