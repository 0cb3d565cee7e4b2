"use client";

import { Check, ChevronDown, Minus } from "lucide-react";
import { useTranslations } from "use-intl/react";
import type { PlanView } from "@/lib/portal/view";
import { useWords } from "../use-words";
import type { Offer } from "./plan-choices";

type Props = { readonly offers: readonly Offer[] };

/** The tiers beside each other, feature by feature. Only where there is something to compare. */
export function PlanComparison({ offers }: Props) {
  const t = useTranslations("change");
  const plans = offers.map(({ plan }) => plan);
  const features = [...new Set(plans.flatMap((plan) => plan.features))];
  const differs = features.some((feature) => !plans.every((plan) => has(plan, feature)));
  if (plans.length < 2 || !differs) return null;
  return (
    <details className="group mt-6 rounded-xl border border-line bg-card">
      <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between gap-4 px-5 py-3 font-medium [&::-webkit-details-marker]:hidden">
        {t("compare")}
        <ChevronDown
          aria-hidden="true"
          className="size-4 text-soft group-open:rotate-180 motion-safe:transition-transform"
        />
      </summary>
      <section className="overflow-x-auto border-line border-t" aria-label={t("compare")}>
        <table className="w-full border-collapse text-sm">
          <thead>
            <tr className="border-line border-b align-bottom">
              <th
                scope="col"
                className="sticky left-0 min-w-36 bg-card px-5 py-3 text-left font-medium text-soft"
              >
                {t("feature")}
              </th>
              {offers.map((offer) => (
                <Head key={offer.price?.id ?? offer.plan.id} offer={offer} />
              ))}
            </tr>
          </thead>
          <tbody>
            {features.map((feature) => (
              <tr key={feature} className="border-line not-last:border-b">
                <th
                  scope="row"
                  className="sticky left-0 min-w-36 bg-card px-5 py-2.5 text-left font-normal"
                >
                  {feature}
                </th>
                {offers.map(({ plan, price }) => (
                  <Cell key={price?.id ?? plan.id} included={has(plan, feature)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Head({ offer: { plan, price } }: { offer: Offer }) {
  const t = useTranslations("change");
  const { price: say } = useWords();
  const [base] = price?.parts ?? [];
  return (
    <th scope="col" className="min-w-24 px-3 py-3 text-center font-medium">
      {plan.name}
      <span className="block font-normal text-soft text-xs tabular-nums">
        {price && base ? say({ ...base, interval: price.interval, quantity: 1 }) : t("onRequest")}
      </span>
      {price?.current && (
        <span className="block font-normal text-soft text-xs">{t("current")}</span>
      )}
    </th>
  );
}

function Cell({ included }: { included: boolean }) {
  const t = useTranslations("change");
  const Icon = included ? Check : Minus;
  return (
    <td className="px-3 py-2.5 text-center">
      <Icon
        aria-hidden="true"
        className={`mx-auto size-4 ${included ? "text-accent-text" : "text-faint"}`}
      />
      <span className="sr-only">{included ? t("included") : t("notIncluded")}</span>
    </td>
  );
}

function has({ features }: PlanView, feature: string): boolean {
  return features.includes(feature);
}
