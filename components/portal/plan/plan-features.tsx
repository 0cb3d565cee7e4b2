"use client";

import { Check, Minus } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { cx } from "@/components/ui/cx";
import type { PlanView } from "@/lib/portal/view";

type Props = {
  readonly plan: PlanView;
  /** The plan the customer has; null where it is not on the list. */
  readonly compared: PlanView | null;
  /** True when it costs less than that: then what it lacks is said too. */
  readonly isLess: boolean;
};

/** What differs from the plan the customer has is what the eye should find: what is new, and what goes. */
export function PlanFeatures({ plan, compared, isLess }: Props) {
  const t = useTranslations("change");
  const isSame = compared === null || compared.id === plan.id;
  const had = new Set(compared?.features);
  const has = new Set(plan.features);
  const gone = isSame || !isLess ? [] : compared.features.filter((feature) => !has.has(feature));
  if (plan.features.length + gone.length === 0) return null;
  return (
    <ul
      aria-label={t("includes", { plan: plan.name })}
      className="mt-4 flex flex-col gap-1.5 text-sm"
    >
      {plan.features.map((feature) => {
        const isNew = !isSame && !had.has(feature);
        return (
          <li key={feature} className={cx("flex gap-2", isNew ? "font-medium" : "text-soft")}>
            <Check
              aria-hidden="true"
              className={cx("mt-0.5 size-4 shrink-0", isNew ? "text-accent-text" : "text-faint")}
            />
            {feature}
          </li>
        );
      })}
      {gone.map((feature) => (
        <li key={feature} className="flex gap-2 text-faint">
          <Minus aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span>
            <span className="sr-only">{t("without")} </span>
            <s>{feature}</s>
          </span>
        </li>
      ))}
    </ul>
  );
}
