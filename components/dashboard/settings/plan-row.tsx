"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/check";
import { Pill } from "@/components/ui/pill";
import { isSold, type Plans, pricesOf } from "./plan-list";
import { PlanQuantity } from "./plan-quantity";
import { priceLabel } from "./price-label";
import type { Sellable } from "./settings-types";

type Props = {
  readonly plan: Plans[number];
  readonly sellable: Sellable;
  readonly place: { readonly isFirst: boolean; readonly isLast: boolean };
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
  readonly onToggle: (price: string) => void;
  readonly onQuantity: (quantity: Plans[number]["adjustable_quantity"]) => void;
};

/** One product of the plan list: where it stands, and which of its prices are offered. */
export function PlanRow({ plan, sellable, place, ...on }: Props) {
  const product = sellable.products.find(({ id }) => id === plan.product);
  const name = product?.name ?? plan.product;
  const isKnown = sellable.problem === null && !sellable.hasMore;
  return (
    <li className="flex gap-3 px-3.5 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="min-w-0 break-words">{name}</span>
          {product?.active === false && <Pill tone="warn">Archived at Stripe</Pill>}
          {product === undefined && isKnown && <Pill tone="warn">Not at Stripe</Pill>}
        </p>
        <div className="flex flex-wrap gap-x-5">
          {listPrices(plan, sellable).map(({ id, label, isGone }) => (
            <Check
              key={id}
              checked={plan.prices.includes(id)}
              onChange={() => on.onToggle(id)}
              label={
                <span className="text-sm tabular-nums">
                  <span className="sr-only">{name}, </span>
                  {label} {isGone && isKnown && <Pill tone="warn">No longer sold</Pill>}
                </span>
              }
            />
          ))}
        </div>
        <PlanQuantity name={name} quantity={plan.adjustable_quantity} onChange={on.onQuantity} />
      </div>
      <div className="-mr-2 flex shrink-0 items-start in-disabled:hidden">
        <IconButton
          label={`Move ${name} up`}
          inactive={place.isFirst}
          onClick={() => on.onMove(-1)}
        >
          <ArrowUp aria-hidden="true" className="size-4" />
        </IconButton>
        <IconButton
          label={`Move ${name} down`}
          inactive={place.isLast}
          onClick={() => on.onMove(1)}
        >
          <ArrowDown aria-hidden="true" className="size-4" />
        </IconButton>
        <IconButton label={`Take ${name} off the list`} onClick={on.onRemove}>
          <X aria-hidden="true" className="size-4" />
        </IconButton>
      </div>
    </li>
  );
}

type IconProps = {
  readonly label: string;
  readonly inactive?: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
};

function IconButton({ label, inactive, ...rest }: IconProps) {
  return (
    <Button
      tone="quiet"
      className="min-w-11 px-2! pointer-fine:min-h-8 pointer-fine:min-w-8"
      aria-label={label}
      inactive={inactive ?? false}
      {...rest}
    />
  );
}

/** What can be offered, then what is offered and cannot be any more, so that it can be taken off. */
function listPrices(plan: Plans[number], sellable: Sellable) {
  const sold = pricesOf(plan.product, sellable);
  const gone = plan.prices.filter((id) => !sold.some((price) => price.id === id));
  return [
    ...sold.map((price) => ({ id: price.id, label: priceLabel(price), isGone: false })),
    ...gone.map((id) => {
      const price = sellable.prices.find((one) => one.id === id);
      const label = price === undefined ? id : priceLabel(price);
      return { id, label, isGone: price === undefined || !isSold(price) };
    }),
  ];
}
