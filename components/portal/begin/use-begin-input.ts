"use client";

import { useState } from "react";
import type { ActionInput } from "@/lib/portal/actions";
import { usePromotionCode } from "../coupon/use-promotion-code";
import type { Choice } from "../plan/plan-choices";
import { useQuantities } from "../quantity/use-quantities";

/** The two ways to begin a subscription. */
export type Begin = "start_subscription" | "resubscribe";

type Input = ActionInput<Begin>;

/** What a customer chooses beside the plan, and the action's input that it makes. `ended` is what is had again. */
export function useBeginInput(action: Begin, ended: string | null, { price }: Choice) {
  const quantities = useQuantities(price.parts);
  const [address, setAddress] = useState<Input["address"]>();
  const [method, setMethod] = useState<string>();
  const promotion = usePromotionCode<Begin>(action, inputWith);

  function inputWith(code: string | null): Input | null {
    if (!quantities.isPossible) return null;
    return {
      ...(ended === null ? {} : { subscription: ended }),
      price: price.id,
      ...quantities.input,
      ...(code === null ? {} : { promotion_code: code }),
      ...(method === undefined ? {} : { payment_method: method }),
      ...(address === undefined ? {} : { address }),
    };
  }
  return {
    input: inputWith(promotion.code),
    quantities,
    promotion,
    address,
    setAddress,
    method,
    setMethod,
  };
}
