"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ChangeRecord } from "@/lib/portal/change-record";
import { useSubscription } from "../portal-context";
import { UndoButton } from "../task/undo-button";

/** The way back from what waits for its day, as long as the view allows it. */
export function UndoRecord({ record }: { record: ChangeRecord }) {
  const t = useTranslations("record");
  const [undone, setUndone] = useState(false);
  const subscription = useSubscription(record.subscription ?? "");
  const action = record.action === "cancel_subscription" ? "undo_cancel" : "undo_change";
  if (undone)
    return (
      <p role="status" className="mt-4 text-good text-sm">
        {t("undone")}
      </p>
    );
  if (record.outcome !== "scheduled" || subscription === null) return null;
  if (!subscription.actions[action].allowed) return null;
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3">
      <UndoButton action={action} subscription={subscription.id} onUndone={() => setUndone(true)} />
      <p className="text-sm text-soft">{t("undoHint")}</p>
    </div>
  );
}
