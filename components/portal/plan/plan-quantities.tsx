"use client";

import { useTranslations } from "use-intl/react";
import { Card } from "@/components/ui/card";
import { quantityKey } from "@/lib/portal/map-items";
import type { PlanPartView } from "@/lib/portal/view";
import { QuantityStepper } from "../quantity/quantity-stepper";
import { useInUse } from "../quantity/use-in-use";
import type { useQuantities } from "../quantity/use-quantities";
import { useWords } from "../use-words";
import type { Choice } from "./plan-choices";

type Props = {
  readonly choice: Choice;
  readonly quantities: ReturnType<typeof useQuantities>;
  /** The quantity that the server refused, as the API names it. */
  readonly refused: string | null;
};

/** How many of each part of the plan; nothing where no number is a choice. */
export function PlanQuantities({ choice, quantities, refused }: Props) {
  const t = useTranslations();
  const { price: say } = useWords();
  const inUseOf = useInUse();
  const { adjustable, textOf, type } = quantities;
  if (adjustable.length === 0) return null;
  function isRefused(part: PlanPartView): boolean {
    if (refused === null) return false;
    return adjustable.length === 1 || refused === `quantities[${quantityKey(part)}]`;
  }
  const { interval } = choice.price;
  return (
    <Card className="mb-4 flex flex-wrap gap-x-10 gap-y-5 px-5 py-5">
      {adjustable.map((part) =>
        part.terms === null ? null : (
          <QuantityStepper
            key={part.priceId}
            label={part.productName}
            hint={say({ ...part, interval, quantity: 1 })}
            terms={part.terms}
            inUse={inUseOf(part.unitLabel)}
            typed={textOf(part)}
            onType={(text) => type(part, text)}
            refused={isRefused(part) ? t("errors.quantity_invalid") : undefined}
          />
        ),
      )}
    </Card>
  );
}
