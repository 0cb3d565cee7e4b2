"use client";

import { useState } from "react";
import type { ActionInput } from "@/lib/portal/actions";
import type { SubscriptionView } from "@/lib/portal/view";
import { usePromotionCode } from "../coupon/use-promotion-code";
import { usePortal } from "../portal-context";
import { useQuantities } from "../quantity/use-quantities";
import type { Choice } from "./plan-choices";

type Input = ActionInput<"change_plan">;

export type PlanInput = ReturnType<typeof usePlanInput>;

/** What a customer chooses beside the plan itself, and the action's input that it makes. */
export function usePlanInput({ id }: SubscriptionView, { price }: Choice) {
  const { change } = usePortal().view.flow ?? {};
  const quantities = useQuantities(price.parts);
  const [address, setAddress] = useState<Input["address"]>();
  const promotion = usePromotionCode("change_plan", inputWith);
  const isFixed = change !== undefined && change !== null;

  /** What a session was made to confirm is confirmed as it is, and nothing can be added to it. */
  function inputWith(code: string | null): Input | null {
    const own = address === undefined ? {} : { address };
    if (isFixed) {
      const { item, quantity } = change;
      const many = quantity === null ? {} : { quantity };
      return { subscription: id, item, price: price.id, ...many, ...own };
    }
    if (!quantities.isPossible) return null;
    const coupon = code === null ? {} : { promotion_code: code };
    return { subscription: id, price: price.id, ...quantities.input, ...coupon, ...own };
  }
  return { input: inputWith(promotion.code), isFixed, quantities, promotion, address, setAddress };
}
