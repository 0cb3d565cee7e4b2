"use client";

import { useTranslations } from "use-intl/react";
import type { CouponView } from "@/lib/portal/view";
import { useCouponWords } from "./use-coupon-words";

/** What an offered coupon is worth to somebody who pays already: "20% off your next invoice". */
export function useBenefit() {
  const t = useTranslations("offer");
  const { takesOff } = useCouponWords();
  return function benefit(coupon: CouponView): string {
    const off = takesOff(coupon);
    if (off === null) return coupon.name ?? "";
    return t("benefit", { off, duration: coupon.duration, months: coupon.months ?? 0 });
  };
}
