"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { SubscriptionView } from "@/lib/portal/view";
import { Message } from "../message";
import { changePath } from "../paths";
import { usePortal, useSubscription } from "../portal-context";
import { ChangeNotAllowed } from "./change-not-allowed";
import { ConfirmPlanTask } from "./confirm-plan-task";
import { type Choice, findChoice, findCurrent } from "./plan-choices";

type Props = { readonly subscription: string; readonly price: string };

/** The page that says what a chosen plan costs and asks for the confirmation. */
export function ConfirmPlan({ subscription: id, price }: Props) {
  const { frame } = usePortal();
  const t = useTranslations();
  // As it was when the page was opened: once confirmed, the chosen plan is the current one.
  const [subscription, setSubscription] = useState(useSubscription(id));
  return (
    <>
      <title>{t("title.confirmPlan", { merchant: frame.name })}</title>
      {subscription && (
        <Decide subscription={subscription} price={price} onMoved={setSubscription} />
      )}
    </>
  );
}

type DecideProps = {
  readonly subscription: SubscriptionView;
  readonly price: string;
  readonly onMoved: (subscription: SubscriptionView) => void;
};

function Decide({ subscription, price, onMoved }: DecideProps) {
  const { frame } = usePortal();
  const t = useTranslations();
  const change = subscription.actions.change_plan;
  if (!change.allowed) {
    const heading = t("change.heading");
    return (
      <ChangeNotAllowed heading={heading} subscription={subscription} reason={change.reason} />
    );
  }
  const choice: Choice | null = findChoice(change.plans, price);
  const way = { href: changePath(frame.base, subscription.id), text: t("preview.back") };
  if (choice === null) {
    return (
      <div data-error-code="resource_missing">
        <Message heading={t("preview.unavailable")} text={t("preview.unavailableHint")} way={way} />
      </div>
    );
  }
  if (choice.price.current) {
    const heading = t("preview.already", { plan: choice.plan.name });
    return <Message heading={heading} text={t("preview.alreadyHint")} way={way} />;
  }
  return (
    <ConfirmPlanTask
      subscription={subscription}
      current={findCurrent(change.plans)}
      choice={choice}
      promotionCodes={change.promotionCodes}
      onMoved={onMoved}
    />
  );
}
