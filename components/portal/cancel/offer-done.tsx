"use client";

import { useTranslations } from "use-intl/react";
import type { CouponView, PortalView, SubscriptionView } from "@/lib/portal/view";
import { Done } from "../task/done";
import { OfferWorth } from "./offer-worth";

type Props = {
  readonly subscription: SubscriptionView;
  readonly coupon: CouponView;
  /** As it was read after it was done; left out when Stripe could not be read. */
  readonly view: PortalView | undefined;
};

/** The customer stays: said here until the session's own last page is led to. */
export function OfferDone({ subscription: { id, name }, coupon, view }: Props) {
  const t = useTranslations("flow.heading");
  const now = view?.subscriptions.find((subscription) => subscription.id === id);
  const held = now?.discounts.find((discount) => discount.coupon.id === coupon.id);
  return (
    <Done heading={t("stayed", { name })}>
      <OfferWorth name={name} discount={held ?? { coupon, endsAt: null }} />
    </Done>
  );
}
