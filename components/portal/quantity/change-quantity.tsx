"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { SubscriptionView } from "@/lib/portal/view";
import { ChangeNotAllowed } from "../plan/change-not-allowed";
import { usePortal, useSubscription } from "../portal-context";
import { ChangeQuantityTask } from "./change-quantity-task";

type Props = { readonly subscription: string };

/** The page that changes how many of something a subscription has. */
export function ChangeQuantity({ subscription: id }: Props) {
  const { frame } = usePortal();
  const t = useTranslations();
  // As it was when the page was opened: once confirmed, the chosen number is the one it has.
  const [subscription, setSubscription] = useState(useSubscription(id));
  return (
    <>
      <title>{t("title.quantity", { merchant: frame.name })}</title>
      {subscription && <Decide subscription={subscription} onMoved={setSubscription} />}
    </>
  );
}

type DecideProps = {
  readonly subscription: SubscriptionView;
  readonly onMoved: (subscription: SubscriptionView) => void;
};

function Decide({ subscription, onMoved }: DecideProps) {
  const t = useTranslations("quantity");
  const change = subscription.actions.change_quantity;
  if (!change.allowed) {
    return (
      <ChangeNotAllowed heading={t("heading")} subscription={subscription} reason={change.reason} />
    );
  }
  return <ChangeQuantityTask subscription={subscription} items={change.items} onMoved={onMoved} />;
}
