"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { Choice } from "@/components/ui/choice";
import type { Offer, Choice as Priced } from "../plan/plan-choices";
import { useWords } from "../use-words";
import { textLink } from "./text-link";

type Props = {
  readonly offers: readonly Offer[];
  readonly picked: Priced | undefined;
  readonly onPick: (choice: Priced) => void;
};

/** The plans as radio buttons; one that is only a link leads to the merchant. */
export function PlanOptions({ offers, picked, onPick }: Props) {
  const t = useTranslations();
  const name = useId();
  return (
    <fieldset>
      <legend className="sr-only">{t("begin.pick")}</legend>
      <div className="rounded-lg border border-strong bg-card">
        {offers.map(({ plan, price }) =>
          price === null ? (
            <p key={plan.id} className="border-line px-3.5 py-2.5 not-first:border-t">
              <span className="block font-medium">{plan.name}</span>
              {plan.link !== null && (
                <a href={plan.link} target="_blank" rel="noopener" className={textLink}>
                  {t("change.contact")}
                </a>
              )}
            </p>
          ) : (
            <Choice
              key={price.id}
              name={name}
              value={price.id}
              checked={price.id === picked?.price.id}
              onChange={() => onPick({ plan, price })}
              label={plan.name}
              help={<Terms offer={{ plan, price }} />}
            />
          ),
        )}
      </div>
    </fieldset>
  );
}

/** What the plan costs, every part of it, and what it is. */
function Terms({ offer: { plan, price } }: { readonly offer: Offer }) {
  const t = useTranslations("price");
  const { price: say } = useWords();
  const [base, ...others] = price?.parts ?? [];
  if (price === null || base === undefined) return null;
  const { interval } = price;
  return (
    <>
      <span className="block text-ink tabular-nums">{say({ ...base, interval })}</span>
      {others.map((part) => (
        <span key={part.priceId} className="block">
          {t("plus", { name: part.productName, price: say({ ...part, interval }) })}
        </span>
      ))}
      {plan.description !== null && <span className="block">{plan.description}</span>}
    </>
  );
}
