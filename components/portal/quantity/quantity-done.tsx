"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionAnswer } from "@/lib/portal/outcome";
import type { QuantityPreview } from "@/lib/portal/preview";
import type { QuantityView } from "@/lib/portal/view";
import { BankAsks } from "../pay/bank-asks";
import { NotPaid } from "../pay/not-paid";
import { ChangeDone } from "../plan/change-done";
import { ChangeUndone } from "../plan/change-undone";
import { useAwaited } from "../task/use-awaited";
import { useWords } from "../use-words";

type Props = {
  readonly answer: ActionAnswer;
  readonly preview: QuantityPreview | undefined;
  /** The item as it was. */
  readonly item: QuantityView;
};

/** What became of another quantity, as far as it is known. */
export function QuantityDone({ answer: first, preview, item }: Props) {
  const t = useTranslations();
  const { date } = useWords();
  const [undone, setUndone] = useState(false);
  const answer = useAwaited(first);
  const name = item.productName;
  const quantity = preview?.to.quantity ?? item.quantity;
  if (undone) return <ChangeUndone name={name} />;
  if (answer.outcome === "requires_action" || answer.outcome === "checking") {
    const subscription = preview?.subscription ?? null;
    return <BankAsks subscription={subscription} view={first.view} text={t("preview.asksBank")} />;
  }
  if (answer.outcome === "failed") return <NotPaid />;
  if (answer.outcome === "scheduled" && preview && preview.effectiveAt !== null) {
    const on = date(preview.effectiveAt);
    return (
      <ChangeDone
        heading={t("quantity.scheduledHeading", { name, quantity, date: on })}
        preview={preview}
        answer={answer}
        onUndone={() => setUndone(true)}
      >
        <p>{t("quantity.scheduledBody", { quantity: preview.fromQuantity, date: on })}</p>
      </ChangeDone>
    );
  }
  return (
    <ChangeDone
      heading={t("quantity.doneHeading", { name, quantity })}
      preview={preview}
      answer={answer}
    />
  );
}
