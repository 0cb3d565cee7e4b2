"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyle } from "@/components/ui/button-style";
import { cx } from "@/components/ui/cx";
import { Pill } from "@/components/ui/pill";
import type { SubscriptionView } from "@/lib/portal/view";
import { confirmPath, quantityPath } from "../paths";
import { usePortal } from "../portal-context";
import { useWords } from "../use-words";
import { type Choice, costsLess, isOtherCadence, type Offer } from "./plan-choices";
import { PlanFeatures } from "./plan-features";
import { PlanPrice } from "./plan-price";

type Props = {
  readonly offer: Offer;
  readonly current: Choice | null;
  readonly subscription: SubscriptionView;
};

/** One tier: what it costs, what is in it and what differs, and the way to it. */
export function PlanCard({ offer, current, subscription }: Props) {
  const { plan, price } = offer;
  const isCurrent = price?.current ?? false;
  const isMarked = plan.highlighted && !isCurrent;
  const t = useTranslations("change");
  const priceId = useId();
  return (
    <article
      className={cx(
        "flex w-full flex-col rounded-xl border p-5",
        isCurrent ? "border-line bg-sunken" : "bg-card shadow-card",
        !isCurrent && (isMarked ? "border-accent-text" : "border-line"),
      )}
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold text-[1.0625rem] tracking-tight">{plan.name}</h2>
        {isCurrent && <Pill tone="outline">{t("current")}</Pill>}
        {isMarked && <Pill tone="good">{t("highlighted")}</Pill>}
      </div>
      {price === null ? (
        <p id={priceId} className="mt-2 font-semibold text-xl tracking-tight">
          {t("onRequest")}
        </p>
      ) : (
        <PlanPrice id={priceId} price={price} />
      )}
      {plan.description !== null && <p className="mt-3 text-sm text-soft">{plan.description}</p>}
      <PlanFeatures
        plan={plan}
        compared={current?.plan ?? null}
        isLess={price !== null && costsLess(price, current?.price ?? null)}
      />
      <div className="mt-auto pt-5">
        <Way offer={offer} current={current} subscription={subscription} describedBy={priceId} />
      </div>
    </article>
  );
}

/** Where the tier leads: its preview, the number of what is held, or the merchant's own page. */
function Way({ offer, current, subscription, describedBy }: Props & { describedBy: string }) {
  const { plan, price } = offer;
  const { frame } = usePortal();
  const t = useTranslations("change");
  const { cadence } = useWords();
  if (price === null) {
    return plan.link === null ? null : (
      <a href={plan.link} target="_blank" rel="noopener" className={buttonStyle("plain", "w-full")}>
        {t("contact")}
      </a>
    );
  }
  if (price.current) {
    return subscription.actions.change_quantity.allowed ? (
      <ButtonLink href={quantityPath(frame.base, subscription.id)} className="w-full">
        {t("quantity")}
      </ButtonLink>
    ) : null;
  }
  return (
    <ButtonLink
      tone="primary"
      href={confirmPath(frame.base, subscription.id, price.id)}
      describedBy={describedBy}
      className="w-full"
    >
      {isOtherCadence(current, { plan, price })
        ? t("chooseCadence", { cadence: cadence(price.interval).toLowerCase() })
        : t("choose", { plan: plan.name })}
    </ButtonLink>
  );
}
