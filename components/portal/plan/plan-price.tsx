"use client";

import { useTranslations } from "use-intl/react";
import type { PlanPartView, PlanPriceView } from "@/lib/portal/view";
import { useWords } from "../use-words";
import { perMonth } from "./plan-choices";

type Props = { readonly id: string; readonly price: PlanPriceView };

/** What a tier costs: its base large, then everything else that is billed with it. */
export function PlanPrice({ id, price }: Props) {
  const t = useTranslations("price");
  const { price: say } = useWords();
  const [base, ...others] = price.parts;
  return (
    <div id={id} className="mt-2">
      {price.price === null ? (
        <p className="text-soft">{t("byUse")}</p>
      ) : (
        <Amount price={price} each={price.price} base={base} />
      )}
      {others.length > 0 && (
        <ul className="mt-2 flex flex-col gap-0.5 text-sm">
          {others.map((part) => (
            <li key={part.priceId}>
              {t("plus", {
                name: part.productName,
                price: say({ ...part, interval: price.interval }),
              })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type AmountProps = {
  readonly price: PlanPriceView;
  readonly each: NonNullable<PlanPriceView["price"]>;
  readonly base: PlanPartView | undefined;
};

function Amount({ price, each, base }: AmountProps) {
  const t = useTranslations();
  const { money, interval } = useWords();
  const month = perMonth(price);
  const longer = month !== null && month !== each.amount && price.interval.unit === "year";
  const every = interval(price.interval);
  const unit = base?.unitLabel ?? null;
  // How many there would be: a change keeps the number.
  const quantity = base?.quantity ?? 1;
  return (
    <>
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
    </>
  );
}
