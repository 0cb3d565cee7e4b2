"use client";

import { useFormatter, useTranslations } from "use-intl/react";
import type { CouponView } from "@/lib/portal/view";
import { useWords } from "../use-words";

/** What a coupon takes off and for how long, as the customer reads it. */
export function useCouponWords() {
  const t = useTranslations("coupon");
  const format = useFormatter();
  const { money } = useWords();

  /** "20% off every invoice", "$10.00 off for 3 months". Empty where it takes nothing off that is known. */
  function say({ percentOff, amountOff, duration, months }: CouponView): string {
    const off = takesOff({ percentOff, amountOff });
    if (off === null) return "";
    if (duration === "repeating" && months !== null) return t("repeating", { off, months });
    return duration === "once" || duration === "forever"
      ? t(duration, { off })
      : t("other", { off });
  }

  /** "20%", "$10.00"; null when nothing is known. */
  function takesOff({ percentOff, amountOff }: Pick<CouponView, "percentOff" | "amountOff">) {
    if (amountOff !== null) return money(amountOff);
    if (percentOff === null) return null;
    return format.number(percentOff / 100, { style: "percent", maximumFractionDigits: 2 });
  }

  return { say, takesOff };
}
