"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Message } from "../message";
import { subscribePath } from "../paths";
import { findChoice, intervalKey } from "../plan/plan-choices";
import { usePortal } from "../portal-context";
import { NotAllowed } from "../task/not-allowed";
import { BeginTask } from "./begin-task";

type Props = { readonly price: string };

/** The page that says what a subscription costs and asks for the confirmation. */
export function BeginSubscription({ price }: Props) {
  const { view, frame } = usePortal();
  const t = useTranslations();
  // As it was when the page was opened: once it has begun, no other one may.
  const [start] = useState(view.actions.start_subscription);
  const choice = start.allowed ? findChoice(start.plans, price) : null;
  const way = { href: subscribePath(frame.base), text: t("preview.back") };
  return (
    <>
      <title>{t("title.subscribe", { merchant: frame.name })}</title>
      {!start.allowed && <NotAllowed heading={t("begin.pick")} reason={start.reason} />}
      {start.allowed && choice === null && (
        <div data-error-code="resource_missing">
          <Message
            heading={t("preview.unavailable")}
            text={t("preview.unavailableHint")}
            way={way}
          />
        </div>
      )}
      {start.allowed && choice !== null && (
        <BeginTask
          action="start_subscription"
          ended={null}
          choice={choice}
          promotionCodes={start.promotionCodes}
          heading={t("begin.heading", { plan: choice.plan.name })}
          back={{
            href: subscribePath(frame.base, intervalKey(choice.price.interval)),
            text: way.text,
          }}
        />
      )}
    </>
  );
}
