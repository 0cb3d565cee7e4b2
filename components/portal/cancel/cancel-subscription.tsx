"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { SubscriptionView } from "@/lib/portal/view";
import { usePortal, useSubscription } from "../portal-context";
import { NotAllowed } from "../task/not-allowed";
import { CancelDone } from "./cancel-done";
import { CancelInstructions } from "./cancel-instructions";
import { CancelTask } from "./cancel-task";
import { CancelUndone } from "./cancel-undone";

/** The page that cancels one subscription: what it means, the confirmation, and the way to undo it. */
export function CancelSubscription({ subscription: id }: { subscription: string }) {
  const { frame } = usePortal();
  const t = useTranslations();
  // As it was when the page was opened: once confirmed, canceling is no longer on offer.
  const [subscription] = useState(useSubscription(id));
  const [undone, setUndone] = useState(false);
  if (subscription === null) return null;
  const finishUndo = () => setUndone(true);
  return (
    <>
      <title>{t("title.cancel", { merchant: frame.name })}</title>
      {undone ? (
        <CancelUndone name={subscription.name} />
      ) : (
        <Step subscription={subscription} onUndone={finishUndo} />
      )}
    </>
  );
}

type StepProps = { readonly subscription: SubscriptionView; readonly onUndone: () => void };

/** Opened again after it was done, the page shows what it showed then. */
function Step({ subscription, onUndone }: StepProps) {
  const { cancelInstructions } = usePortal().view;
  const t = useTranslations("cancel");
  const { name, horizon, actions } = subscription;
  const { cancel_subscription: cancel, undo_cancel: undo } = actions;
  if (cancel.allowed) {
    return <CancelTask subscription={subscription} terms={cancel} onUndone={onUndone} />;
  }
  if (undo.allowed && horizon.kind === "ends") {
    const terms = { mode: "at_period_end", endsAt: horizon.at } as const;
    return <CancelDone subscription={subscription} terms={terms} onUndone={onUndone} />;
  }
  return (
    <NotAllowed heading={t("unavailable", { name })} reason={cancel.reason}>
      {cancelInstructions !== null && <CancelInstructions text={cancelInstructions} level="h2" />}
    </NotAllowed>
  );
}
