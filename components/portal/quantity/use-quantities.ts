"use client";

import { useState } from "react";
import { quantityKey } from "@/lib/portal/map-items";
import type { PlanPartView } from "@/lib/portal/view";
import { readQuantity } from "./read-quantity";

/** How many of each part of a tier a customer types. */
export function useQuantities(parts: readonly PlanPartView[]) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});

  function textOf(part: PlanPartView): string {
    return typed[quantityKey(part)] ?? String(part.quantity ?? part.terms?.minimum ?? "");
  }
  function type(part: PlanPartView, text: string) {
    setTyped((before) => ({ ...before, [quantityKey(part)]: text }));
  }
  /** How many there will be; null where it is used up or what is typed is no possible number. */
  function numberOf(part: PlanPartView): number | null {
    return part.terms === null ? part.quantity : readQuantity(textOf(part), part.terms).quantity;
  }
  const adjustable = parts.filter(({ terms }) => terms !== null);
  const chosen = adjustable.map((part) => ({ part, quantity: numberOf(part) }));
  const others = chosen.flatMap(({ part, quantity }) =>
    quantity === null || quantity === part.quantity ? [] : [[quantityKey(part), quantity] as const],
  );
  return {
    adjustable,
    textOf,
    numberOf,
    type,
    isPossible: chosen.every(({ quantity }) => quantity !== null),
    /** Those that differ from what it would be anyway, as an action's input names them. */
    input: others.length === 0 ? {} : { quantities: Object.fromEntries(others) },
  };
}
