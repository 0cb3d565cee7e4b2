"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl/react";
import type { PlanPartView, SubscriptionView } from "@/lib/portal/view";
import { useWords } from "../use-words";
import type { Choice } from "./plan-choices";

type Props = {
  readonly subscription: SubscriptionView;
  readonly choice: Choice;
  /** How many of a part there will be; null: it is used up, or not known yet. */
  readonly numberOf: (part: PlanPartView) => number | null;
};

/** The plan that is and the plan that will be, side by side. */
export function FromTo({ subscription, choice, numberOf }: Props) {
  const t = useTranslations("preview");
  const { price } = useWords();
  const { plan, price: chosen } = choice;
  const parts = chosen.parts.map((part) =>
    price({ ...part, interval: chosen.interval, quantity: numberOf(part) }),
  );
  return (
    <div className="mb-6 flex flex-wrap items-start gap-x-4 gap-y-2 text-sm">
      <Side term={t("from")} name={subscription.name} prices={subscription.items.map(price)} />
      <ArrowRight
        aria-hidden="true"
        className="mt-4 size-4 text-faint max-xs:hidden rtl:rotate-180"
      />
      <Side term={t("to")} name={plan.name} prices={parts} />
    </div>
  );
}

type SideProps = {
  readonly term: string;
  readonly name: string;
  readonly prices: readonly string[];
};

function Side({ term, name, prices }: SideProps) {
  return (
    <p className="max-xs:flex max-xs:w-full max-xs:gap-3">
      <span className="block text-faint text-xs max-xs:w-8 max-xs:shrink-0 max-xs:leading-[1.3125rem]">
        {term}{" "}
      </span>
      <span>
        <span className="font-medium">{name}</span>{" "}
        <span className="text-soft tabular-nums">{prices.join(" + ")}</span>
      </span>
    </p>
  );
}
