"use client";

import type { CouponView } from "@/lib/portal/view";
import { isAboutCode } from "../billing/refused-field";
import { PromotionCodeField } from "./promotion-code-field";
import type { usePromotionCode } from "./use-promotion-code";

type Props = {
  readonly promotion: ReturnType<typeof usePromotionCode>;
  readonly preview: {
    readonly fresh: boolean;
    readonly error: Error | null;
    readonly data: { readonly preview: { readonly coupon: CouponView | null } } | undefined;
  };
};

/** The field for a promotion code below a bill that is previewed with it. */
export function PromotionStep({ promotion, preview: { fresh, data, error } }: Props) {
  return (
    <div className="mt-4">
      <PromotionCodeField
        code={promotion.code}
        coupon={(fresh && data?.preview.coupon) || null}
        busy={promotion.busy}
        error={promotion.error ?? (isAboutCode(error) ? error : null)}
        onApply={promotion.apply}
        onRemove={promotion.remove}
      />
    </div>
  );
}
