"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useController } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field-group";
import { TextInput } from "@/components/ui/text-input";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { Note } from "./note";
import { addPlan, movePlan, pricesOf, removePlan, setQuantity, togglePrice } from "./plan-list";
import { PlanRow } from "./plan-row";
import { priceLabel } from "./price-label";
import { sayProblem } from "./say-problem";
import type { Sellable } from "./settings-types";

const name = "features.subscription_update.products";

/** Which products and prices customers can change to, in the order they see them. */
export function PlanPicker({ sellable }: { sellable: Sellable }) {
  const { field, fieldState } = useController<PortalConfiguration, typeof name>({ name });
  const plans = field.value;
  return (
    <FieldGroup
      id={name}
      label="Products and prices"
      help="Customers see them in this order, and only those in the currency they pay in."
      error={messageOf(fieldState.error)}
    >
      {plans.length > 0 && (
        <ol className="mb-3 divide-y divide-line rounded-lg border border-line">
          {plans.map((plan, index) => (
            <PlanRow
              key={plan.product}
              plan={plan}
              sellable={sellable}
              place={{ isFirst: index === 0, isLast: index === plans.length - 1 }}
              onMove={(by) => field.onChange(movePlan(plans, plan.product, by))}
              onRemove={() => field.onChange(removePlan(plans, plan.product))}
              onQuantity={(of) => field.onChange(setQuantity(plans, plan.product, of))}
              onToggle={(price) => field.onChange(togglePrice(plans, plan.product, price))}
            />
          ))}
        </ol>
      )}
      <SellableNote sellable={sellable} />
      <Others
        sellable={sellable}
        taken={plans.map(({ product }) => product)}
        onAdd={(product) => field.onChange(addPlan(plans, product, sellable))}
      />
    </FieldGroup>
  );
}

/** A fault of the whole list, or the first of those inside it. */
function messageOf(error: object | undefined): string | undefined {
  if (error === undefined) return undefined;
  if ("message" in error && typeof error.message === "string") return sayProblem(error.message);
  const inner = Object.values(error).find((one) => typeof one === "object" && one !== null);
  return inner === undefined ? undefined : messageOf(inner);
}

function SellableNote({ sellable }: { sellable: Sellable }) {
  if (sellable.problem === "merchant_unavailable") {
    return (
      <Note>
        Stripe did not accept the key of this account, or none is connected in this mode. Nothing
        can be added until then; what is offered stays as it is.
      </Note>
    );
  }
  if (sellable.problem !== null) {
    return (
      <Note>
        Stripe cannot be reached at the moment, so this may not be all there is. Open the page again
        to add something new.
      </Note>
    );
  }
  if (!sellable.hasMore) return null;
  return (
    <Note>Your account holds more than 500 products or prices. The newest are shown here.</Note>
  );
}

type OthersProps = {
  readonly sellable: Sellable;
  readonly taken: readonly string[];
  readonly onAdd: (product: string) => void;
};

const shownAtFirst = 5;

/** What is sold at Stripe and not offered here. */
function Others({ sellable, taken, onAdd }: OthersProps) {
  const [search, setSearch] = useState("");
  const [isWhole, setWhole] = useState(false);
  const others = sellable.products.filter(
    ({ id, active }) => active && !taken.includes(id) && pricesOf(id, sellable).length > 0,
  );
  if (others.length === 0) return null;
  const found = others.filter((product) =>
    product.name.toLowerCase().includes(search.toLowerCase()),
  );
  const shown = isWhole ? found : found.slice(0, shownAtFirst);
  return (
    <div className="mt-3 in-disabled:hidden">
      <p className="mb-1 text-faint text-sm">Not offered</p>
      {others.length > shownAtFirst && (
        <TextInput
          className="mb-2"
          type="search"
          value={search}
          placeholder={`Search ${others.length} products`}
          aria-label="Search the products that are not offered"
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        />
      )}
      <ul className="divide-y divide-line rounded-lg border border-line border-dashed">
        {shown.map(({ id, name: text }) => (
          <li key={id} className="flex items-center gap-3 py-1.5 pr-1.5 pl-3.5">
            <span className="min-w-0 flex-1 text-sm">
              <span className="block break-words">{text}</span>
              <span className="block text-faint tabular-nums">
                {pricesOf(id, sellable).map(priceLabel).join(" · ")}
              </span>
            </span>
            <Button tone="quiet" aria-label={`Offer ${text}`} onClick={() => onAdd(id)}>
              <Plus aria-hidden="true" className="size-4" />
              Offer
            </Button>
          </li>
        ))}
        {found.length === 0 && (
          <li className="px-3.5 py-3 text-soft text-sm">No product is called that.</li>
        )}
      </ul>
      {found.length > shown.length && (
        <Button tone="quiet" className="mt-1" onClick={() => setWhole(true)}>
          Show all {found.length}
        </Button>
      )}
    </div>
  );
}
