"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { usePortal, useSubscription } from "../portal-context";
import { NotAllowed } from "../task/not-allowed";
import { RedeemTask } from "./redeem-task";

/** The page where a promotion code is used for one subscription: type it, see what it does, confirm. */
export function RedeemCode({ subscription: id }: { subscription: string }) {
  const { frame } = usePortal();
  const t = useTranslations();
  // As it was when the page was opened: once it has a discount, no other is on offer.
  const [subscription] = useState(useSubscription(id));
  if (subscription === null) return null;
  const { name, actions } = subscription;
  const { apply_promotion_code: apply } = actions;
  return (
    <>
      <title>{t("title.coupon", { merchant: frame.name })}</title>
      {apply.allowed ? (
        <RedeemTask subscription={subscription} />
      ) : (
        <NotAllowed heading={t("redeem.unavailable", { name })} reason={apply.reason} />
      )}
    </>
  );
}
