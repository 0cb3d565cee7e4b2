"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import type { SubscriptionView } from "@/lib/portal/view";
import { ActionBar } from "../home/action-bar";
import { BillStep } from "../task/bill-step";
import { Done } from "../task/done";
import { Failure } from "../task/failure";
import { TaskHeader } from "../task/task-header";
import { Unsettled } from "../task/unsettled";
import { useAction } from "../task/use-action";
import { useLivePreview } from "../task/use-preview";
import { PromotionCodeField } from "./promotion-code-field";
import { RedeemEffect } from "./redeem-effect";
import { useCouponWords } from "./use-coupon-words";
import { usePromotionCode } from "./use-promotion-code";

/** Nothing is asked of the bank here: the code counts from the next invoice on. */
export function RedeemTask({ subscription }: { subscription: SubscriptionView }) {
  const t = useTranslations("redeem");
  const words = useCouponWords();
  const { id, name } = subscription;
  const withCode = (code: string) => ({ subscription: id, promotion_code: code });
  const typed = usePromotionCode("apply_promotion_code", withCode);
  const input = typed.code === null ? null : withCode(typed.code);
  const preview = useLivePreview("apply_promotion_code", input);
  const { phase, run } = useAction("apply_promotion_code");
  const effect = input === null ? undefined : preview.data?.preview;

  if (phase.kind === "done") {
    return (
      <Done heading={t("doneHeading", { name })}>
        {effect && <p>{words.say(effect.coupon)}</p>}
        <p>{t("doneBody")}</p>
      </Done>
    );
  }
  if (phase.kind === "checking" || phase.kind === "unsettled") {
    return <Unsettled polling={phase.kind === "checking"} />;
  }
  const confirm = () => {
    if (input === null || !preview.data || !preview.fresh) return;
    run({ input, expected: preview.data.expected }, { onError: preview.replace });
  };
  const busy = phase.kind === "sending";
  return (
    <>
      <TaskHeader heading={t("heading", { name })}>
        <p>{t("hint")}</p>
      </TaskHeader>
      <PromotionCodeField
        open
        code={typed.code}
        coupon={effect?.coupon ?? null}
        busy={typed.busy || busy}
        error={typed.error}
        onApply={typed.apply}
        onRemove={typed.remove}
      />
      {input !== null && (
        <>
          <div className="mt-5">
            <BillStep preview={preview}>{effect && <RedeemEffect effect={effect} />}</BillStep>
          </div>
          <ActionBar>
            <Failure error={phase.kind === "failed" ? phase.error : null} />
            <Button tone="primary" busy={busy} inactive={!preview.fresh} onClick={confirm}>
              {busy ? t("working") : t("confirm")}
            </Button>
          </ActionBar>
        </>
      )}
    </>
  );
}
