"use client";

import { Check } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import { cx } from "@/components/ui/cx";
import { Pill } from "@/components/ui/pill";
import type { PlanPriceView, PlanView, SubscriptionView } from "@/lib/portal/view";
import { confirmPath } from "./paths";
import { type Choice, isOtherCadence, perMonth } from "./plan-choices";
import { usePortal } from "./portal-context";
import { useWords } from "./use-words";

type Props = {
  readonly choice: Choice;
  readonly current: Choice | null;
  readonly subscription: SubscriptionView;
};

export function PlanCard({ choice, current, subscription }: Props) {
  const { plan, price } = choice;
  const { frame } = usePortal();
  const t = useTranslations("change");
  const { cadence } = useWords();
  const [item] = subscription.items;
  const priceId = useId();
  return (
    <article
      className={cx(
        "flex w-full flex-col rounded-xl border p-5",
        price.current ? "border-line bg-sunken" : "border-line bg-card shadow-card",
      )}
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold text-[1.0625rem] tracking-tight">{plan.name}</h2>
        {price.current && <Pill tone="outline">{t("current")}</Pill>}
      </div>
      <Price id={priceId} price={price} unit={plan.unitLabel} quantity={item?.quantity ?? 1} />
      {plan.description !== null && <p className="mt-3 text-sm text-soft">{plan.description}</p>}
      <Features plan={plan} compared={current?.plan ?? null} />
      <div className="mt-auto pt-5">
        {!price.current && (
          <ButtonLink
            tone="primary"
            href={confirmPath(frame.base, subscription.id, price.id)}
            describedBy={priceId}
            className="w-full"
          >
            {isOtherCadence(current, choice)
              ? t("chooseCadence", { cadence: cadence(price.interval).toLowerCase() })
              : t("choose", { plan: plan.name })}
          </ButtonLink>
        )}
      </div>
    </article>
  );
}

type PriceProps = {
  readonly id: string;
  readonly price: PlanPriceView;
  readonly unit: string | null;
  /** How many the subscription has; a change keeps it. */
  readonly quantity: number;
};

function Price({ id, price, unit, quantity }: PriceProps) {
  const t = useTranslations();
  const { money, interval } = useWords();
  const each = price.price;
  if (each === null) {
    return (
      <p id={id} className="mt-2 text-soft">
        {t("price.byUse")}
      </p>
    );
  }
  const month = perMonth(price);
  const longer = month !== null && month !== each.amount && price.interval.unit === "year";
  const every = interval(price.interval);
  return (
    <div id={id} className="mt-2">
      <p className="font-semibold text-[1.75rem] leading-tight tracking-tight tabular-nums">
        {money(each)}
      </p>
      <p className="text-sm text-soft">
        {unit === null ? every : t("price.perUnitOnly", { unit, interval: every })}
        {longer && (
          <span className="block">
            {t("change.equals", { amount: money({ ...each, amount: Math.round(month) }) })}
          </span>
        )}
      </p>
      {quantity > 1 && (
        <p className="text-sm">
          {t("change.inAll", {
            quantity,
            amount: money({ ...each, amount: each.amount * quantity }),
          })}
        </p>
      )}
    </div>
  );
}

/** What differs from the plan the customer has is what the eye should find. */
function Features({ plan, compared }: { plan: PlanView; compared: PlanView | null }) {
  const t = useTranslations("change");
  if (plan.features.length === 0) return null;
  const known = new Set(compared?.features);
  const isSame = compared === null || compared.productId === plan.productId;
  return (
    <ul
      aria-label={t("includes", { plan: plan.name })}
      className="mt-4 flex flex-col gap-1.5 text-sm"
    >
      {plan.features.map((feature) => {
        const differs = !isSame && !known.has(feature);
        return (
          <li key={feature} className={cx("flex gap-2", differs ? "font-medium" : "text-soft")}>
            <Check
              aria-hidden="true"
              className={cx("mt-0.5 size-4 shrink-0", differs ? "text-accent-text" : "text-faint")}
            />
            {feature}
          </li>
        );
      })}
    </ul>
  );
}
