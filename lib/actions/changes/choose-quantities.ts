import { PorticoError } from "../../errors";
import { quantityKey } from "../../portal/map-items";
import type { PlanPartView, QuantityTerms } from "../../portal/plan-view";
import { isPossible } from "../../portal/quantity-terms";

type Given = {
  readonly quantity?: number | undefined;
  readonly quantities?: Readonly<Record<string, number>> | undefined;
};

/**
 * How many of each counted part were asked for, by `quantityKey`. A part that is not named keeps its own number.
 * Throws `quantity_invalid` for every number that can't be had, `parameter_unknown` for what is counted nowhere.
 */
export function chooseQuantities(
  parts: readonly PlanPartView[],
  { quantity, quantities = {} }: Given,
): Record<string, number> {
  const counted = parts.filter(({ metered }) => !metered);
  const asked = Object.entries(quantities).map(([key, number]) => ({
    key,
    number,
    param: `quantities[${key}]`,
  }));
  if (quantity !== undefined) {
    const [only, ...others] = counted;
    if (only === undefined || others.length > 0) {
      throw new PorticoError("quantity_invalid", {
        param: "quantity",
        message: "This plan counts more than one thing: give quantities.",
      });
    }
    asked.push({ key: quantityKey(only), number: quantity, param: "quantity" });
  }
  for (const { key, number, param } of asked) {
    // Whatever is counted in the same unit gets the same number, so all of it has to permit it.
    const named = counted.filter((each) => quantityKey(each) === key);
    if (named.length === 0) throw new PorticoError("parameter_unknown", { param });
    for (const { terms, quantity: held } of named) requirePossible(number, terms, { param, held });
  }
  return Object.fromEntries(asked.map(({ key, number }) => [key, number]));
}

/** Throws `quantity_invalid` unless so many can be had: of what is fixed, only what is held. */
export function requirePossible(
  number: number,
  terms: QuantityTerms | null,
  { param, held }: { readonly param: string; readonly held: number | null },
): void {
  const isGood = terms === null ? number === held : isPossible(number, terms);
  if (!isGood) throw new PorticoError("quantity_invalid", { param });
}
