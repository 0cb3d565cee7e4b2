"use client";

import type { Route } from "next";
import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyle } from "@/components/ui/button-style";
import { cx } from "@/components/ui/cx";
import { Pill } from "@/components/ui/pill";
import type { Offer } from "../plan/plan-choices";
import { PlanFeatures } from "../plan/plan-features";
import { PlanPrice } from "../plan/plan-price";

type Props = {
  readonly offer: Offer;
  /** Where a price of it is begun. */
  readonly hrefOf: (price: string) => Route;
};

/** A plan to begin with: what it costs, what is in it, and the way to it. */
export function PickCard({ offer: { plan, price }, hrefOf }: Props) {
  const t = useTranslations("change");
  const priceId = useId();
  return (
    <article
      className={cx(
        "flex w-full flex-col rounded-xl border bg-card p-5 shadow-card",
        plan.highlighted ? "border-accent-text" : "border-line",
      )}
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold text-[1.0625rem] tracking-tight">{plan.name}</h2>
        {plan.highlighted && <Pill tone="good">{t("highlighted")}</Pill>}
      </div>
      {price === null ? (
        <p id={priceId} className="mt-2 font-semibold text-xl tracking-tight">
          {t("onRequest")}
        </p>
      ) : (
        <PlanPrice id={priceId} price={price} />
      )}
      {plan.description !== null && <p className="mt-3 text-sm text-soft">{plan.description}</p>}
      <PlanFeatures plan={plan} compared={null} isLess={false} />
      <div className="mt-auto pt-5">
        {price === null && plan.link !== null && (
          <a
            href={plan.link}
            target="_blank"
            rel="noopener"
            className={buttonStyle("plain", "w-full")}
          >
            {t("contact")}
          </a>
        )}
        {price !== null && (
          <ButtonLink
            tone="primary"
            href={hrefOf(price.id)}
            describedBy={priceId}
            className="w-full"
          >
            {t("choose", { plan: plan.name })}
          </ButtonLink>
        )}
      </div>
    </article>
  );
}
