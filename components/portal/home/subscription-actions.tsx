"use client";

import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import type { Tone } from "@/components/ui/button-style";
import { tellingReason } from "@/lib/portal/explain";
import type { SubscriptionView } from "@/lib/portal/view";
import { usePortal } from "../portal-context";
import { listLinks } from "../subscription-links";
import { UndoButton } from "../task/undo-button";
import { SubscriptionMenu } from "./subscription-menu";

type Props = {
  readonly subscription: SubscriptionView;
  readonly titleId: string;
  readonly onUndone: (what: "undone" | "changeUndone") => void;
};

/** What can be done: as buttons or in one menu, as the merchant chose. What takes something back is always a button. */
export function SubscriptionActions({ subscription, titleId, onUndone }: Props) {
  const { view } = usePortal();
  const { undo_cancel: cancel, undo_change: change } = subscription.actions;
  const undoes = cancel.allowed || change.allowed;
  const Links = view.layout.actions === "dropdown" ? SubscriptionMenu : Buttons;
  return (
    <>
      <Reason subscription={subscription} />
      <div className="mt-4 flex flex-wrap gap-2 empty:hidden">
        {cancel.allowed && (
          <UndoButton
            tone="primary"
            subscription={subscription.id}
            describedBy={titleId}
            onUndone={() => onUndone("undone")}
          />
        )}
        {change.allowed && (
          <UndoButton
            action="undo_change"
            tone={cancel.allowed ? "plain" : "primary"}
            subscription={subscription.id}
            describedBy={titleId}
            onUndone={() => onUndone("changeUndone")}
          />
        )}
        <Links subscription={subscription} titleId={titleId} undoes={undoes} />
      </div>
    </>
  );
}

function Reason({ subscription }: Pick<Props, "subscription">) {
  const { view, frame } = usePortal();
  const t = useTranslations("reasons");
  const reason = tellingReason(subscription);
  if (view.stale || reason === null) return null;
  return <p className="mt-3 text-faint text-sm">{t(reason, { merchant: frame.name })}</p>;
}

type LinksProps = Omit<Props, "onUndone"> & {
  /** True when something leads already. */
  readonly undoes: boolean;
};

/** One leads, the rest is quieter. */
function Buttons({ subscription, titleId, undoes }: LinksProps) {
  const { frame } = usePortal();
  const t = useTranslations("subscription");
  const links = listLinks(subscription);
  const toneOf = (leads: boolean, place: number): Tone => {
    if (place > 0 || undoes) return "quiet";
    return leads ? "primary" : "plain";
  };
  const buttons = links.map(({ action, text, leads, path }, place) => {
    const tone = toneOf(leads, place);
    const button = (
      <ButtonLink
        key={action}
        tone={tone}
        href={path(frame.base, subscription.id)}
        describedBy={titleId}
      >
        {t(text)}
      </ButtonLink>
    );
    return { tone, button };
  });
  const quiet = buttons.filter(({ tone }) => tone === "quiet");
  return (
    <>
      {buttons.filter(({ tone }) => tone !== "quiet").map(({ button }) => button)}
      {/* Their words begin at the card's edge where a row is theirs alone. */}
      <div className="max-xs:-ml-4 flex flex-wrap gap-2 empty:hidden max-xs:basis-full xs:contents">
        {quiet.map(({ button }) => button)}
      </div>
    </>
  );
}
