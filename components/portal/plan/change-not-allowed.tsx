"use client";

import { useState } from "react";
import type { ReasonCode, SubscriptionView } from "@/lib/portal/view";
import { HorizonLine } from "../home/horizon-line";
import { NotAllowed } from "../task/not-allowed";
import { UndoButton } from "../task/undo-button";
import { ChangeUndone } from "./change-undone";

type Props = {
  readonly heading: string;
  readonly subscription: SubscriptionView;
  readonly reason: ReasonCode;
};

/** A change that is not possible now; where one is scheduled already, what it is and the way to take it back. */
export function ChangeNotAllowed({ heading, subscription, reason }: Props) {
  const [undone, setUndone] = useState(false);
  const { id, name, horizon, actions } = subscription;
  if (undone) return <ChangeUndone name={name} />;
  return (
    <NotAllowed heading={heading} reason={reason}>
      {reason === "change_scheduled" && actions.undo_change.allowed && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
          <p className="text-soft">
            <HorizonLine horizon={horizon} />
          </p>
          <UndoButton action="undo_change" subscription={id} onUndone={() => setUndone(true)} />
        </div>
      )}
    </NotAllowed>
  );
}
