"use client";

import { useTranslations } from "use-intl/react";
import type { SubscriptionView } from "@/lib/portal/view";
import type { Terms } from "./cancel-terms";
import { Done } from "./done";
import { UndoButton } from "./undo-button";
import { useWords } from "./use-words";

type Props = {
  readonly subscription: SubscriptionView;
  readonly terms: Terms;
  readonly onUndone: () => void;
};

export function CancelDone({ subscription, terms, onUndone }: Props) {
  const t = useTranslations("cancel");
  const { date } = useWords();
  const { id, name } = subscription;
  if (terms.mode === "immediately") {
    return (
      <Done heading={t("doneNowHeading", { name })}>
        <p>{t("doneNowBody")}</p>
      </Done>
    );
  }
  return (
    <Done
      heading={t("doneHeading", { name, date: date(terms.endsAt) })}
      actions={<UndoButton subscription={id} onUndone={onUndone} />}
    >
      <p>{t("doneBody")}</p>
      <p>{t("changedMind")}</p>
    </Done>
  );
}
