"use client";

import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import type { ReasonCode, SubscriptionView } from "@/lib/portal/view";
import { cancelPath, changePath } from "./paths";
import { usePortal } from "./portal-context";
import { UndoButton } from "./undo-button";

/** Reasons worth a line on the card: the customer can mend or expect something. The rest is left unsaid. */
const telling = new Set<ReasonCode>([
  "past_due",
  "incomplete",
  "schedule_attached",
  "several_items",
  "invoiced",
]);

type Props = {
  readonly subscription: SubscriptionView;
  readonly titleId: string;
  readonly onUndone: () => void;
};

export function SubscriptionActions({ subscription, titleId, onUndone }: Props) {
  const { view, frame } = usePortal();
  const t = useTranslations();
  const {
    change_plan: change,
    cancel_subscription: cancel,
    undo_cancel: undo,
  } = subscription.actions;
  const reason =
    !view.stale && !change.allowed && telling.has(change.reason) ? change.reason : null;
  const { base, name: merchant } = frame;
  return (
    <>
      {reason !== null && (
        <p className="mt-3 text-faint text-sm">{t(`reasons.${reason}`, { merchant })}</p>
      )}
      <div className="mt-4 flex flex-wrap gap-2 empty:hidden">
        {change.allowed && (
          <ButtonLink tone="primary" href={changePath(base, subscription.id)} describedBy={titleId}>
            {t("subscription.change")}
          </ButtonLink>
        )}
        {undo.allowed && (
          <UndoButton
            tone="primary"
            subscription={subscription.id}
            describedBy={titleId}
            onUndone={onUndone}
          />
        )}
        {cancel.allowed && (
          <ButtonLink
            tone={change.allowed ? "quiet" : "plain"}
            href={cancelPath(base, subscription.id)}
            describedBy={titleId}
          >
            {t("subscription.cancel")}
          </ButtonLink>
        )}
      </div>
    </>
  );
}
