"use client";

import { useTranslations } from "use-intl/react";
import type { DiscountView } from "@/lib/portal/view";
import { useBenefit } from "../coupon/use-benefit";
import { strong } from "../strong";
import { useWords } from "../use-words";

type Props = {
  readonly name: string;
  readonly discount: Pick<DiscountView, "coupon" | "endsAt">;
};

/** What the discount that somebody stayed for is worth, and until when. */
export function OfferWorth({ name, discount: { coupon, endsAt } }: Props) {
  const t = useTranslations("offer");
  const { date } = useWords();
  const benefit = useBenefit();
  return (
    <>
      <p className="font-medium text-ink">{benefit(coupon)}</p>
      {coupon.duration === "forever" && <p>{t("doneForever", { name })}</p>}
      {endsAt !== null && <p>{t.rich("doneUntil", { date: date(endsAt), strong })}</p>}
      <p>{t("doneKept")}</p>
    </>
  );
}
