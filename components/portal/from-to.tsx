"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl/react";
import type { SubscriptionView } from "@/lib/portal/view";
import type { Choice } from "./plan-choices";
import { useWords } from "./use-words";

type Props = { readonly subscription: SubscriptionView; readonly choice: Choice };

/** The plan that is and the plan that will be, side by side. */
export function FromTo({ subscription, choice }: Props) {
  const t = useTranslations("preview");
  const { price } = useWords();
  const [item] = subscription.items;
  const { plan, price: chosen } = choice;
  const next = {
    price: chosen.price,
    interval: chosen.interval,
    unitLabel: plan.unitLabel,
    quantity: item?.quantity ?? null,
  };
  return (
    <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <Side term={t("from")} name={subscription.name} price={item ? price(item) : ""} />
      <ArrowRight aria-hidden="true" className="size-4 text-faint max-xs:hidden rtl:rotate-180" />
      <Side term={t("to")} name={plan.name} price={price(next)} />
    </div>
  );
}

function Side({ term, name, price }: { term: string; name: string; price: string }) {
  return (
    <p className="max-xs:flex max-xs:w-full max-xs:gap-3">
      <span className="block text-faint text-xs max-xs:w-8 max-xs:shrink-0 max-xs:leading-[1.3125rem]">
        {term}{" "}
      </span>
      <span>
        <span className="font-medium">{name}</span>{" "}
        <span className="text-soft tabular-nums">{price}</span>
      </span>
    </p>
  );
}
