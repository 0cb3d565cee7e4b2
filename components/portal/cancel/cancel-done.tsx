"use client";

import { useTranslations } from "use-intl/react";
import type { SubscriptionView } from "@/lib/portal/view";
import { Done } from "../task/done";
import { UndoButton } from "../task/undo-button";
import { useWords } from "../use-words";
import { CancelMoney, hasMoney, type Terms } from "./cancel-money";

type Props = {
  readonly subscription: SubscriptionView;
  readonly terms: Terms;
  readonly onUndone: () => void;
};

export function CancelDone({ subscription, terms, onUndone }: Props) {
  const t = useTranslations("cancel");
  const { date } = useWords();
  const { id, name, status } = subscription;
  const money = hasMoney(terms, status) && (
    <ul className="flex flex-col gap-1">
      <CancelMoney terms={terms} status={status} />
    </ul>
  );
  if (terms.mode === "immediately") {
    return (
      <Done heading={t("doneNowHeading", { name })}>
        <p>{t("doneNowBody")}</p>
        {money}
      </Done>
    );
  }
  return (
    <Done
      heading={t("doneHeading", { name, date: date(terms.endsAt) })}
      actions={<UndoButton subscription={id} onUndone={onUndone} />}
    >
      <p>{t("doneBody")}</p>
      {money}
      <p>{t("changedMind")}</p>
    </Done>
  );
}
