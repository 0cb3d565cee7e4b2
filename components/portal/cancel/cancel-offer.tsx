"use client";

import { useEffect } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { OfferPreview } from "@/lib/portal/preview";
import type { CouponView, SubscriptionView } from "@/lib/portal/view";
import { useBenefit } from "../coupon/use-benefit";
import { ActionBar } from "../home/action-bar";
import { usePortal } from "../portal-context";
import { strong } from "../strong";
import { Failure } from "../task/failure";
import { ProblemNotice } from "../task/problem-notice";
import { TaskHeader } from "../task/task-header";
import { Unsettled } from "../task/unsettled";
import { useAction } from "../task/use-action";
import { usePreview } from "../task/use-preview";
import { useWords } from "../use-words";
import { OfferDone } from "./offer-done";

type Props = {
  readonly subscription: SubscriptionView;
  readonly coupon: CouponView;
  readonly isFirst: boolean;
  /** Goes on to cancel, whatever has become of the offer. */
  readonly onDeclined: () => void;
};

/** One benefit, in money and time. Both answers are equally easy to give, and no fault of it keeps anybody. */
export function CancelOffer({ subscription, coupon, isFirst, onDeclined }: Props) {
  const { frame } = usePortal();
  const t = useTranslations("offer");
  const { id, name } = subscription;
  const input = { subscription: id, coupon: coupon.id };
  const preview = usePreview("accept_offer", input);
  const accept = useAction("accept_offer");
  const decline = useAction("decline_offer", onDeclined);
  const { phase } = accept;
  const isAdrift = decline.phase.kind === "checking" || decline.phase.kind === "unsettled";
  useEffect(() => {
    if (isAdrift) onDeclined();
  }, [isAdrift, onDeclined]);

  if (phase.kind === "done") {
    return <OfferDone subscription={subscription} coupon={coupon} view={phase.answer.view} />;
  }
  if (phase.kind === "checking" || phase.kind === "unsettled") {
    return <Unsettled polling={phase.kind === "checking"} />;
  }
  const take = () => {
    if (!preview.data) return;
    const { expected } = preview.data;
    accept.run({ input, expected }, { onError: (error) => void preview.replace(error) });
  };
  const leave = () => decline.run({ input: { subscription: id } }, { onError: onDeclined });
  const isDeclining = decline.phase.kind === "sending";
  return (
    <>
      <TaskHeader focus={!isFirst} heading={t("heading")}>
        <p>{t("hint", { merchant: frame.name, name })}</p>
      </TaskHeader>
      <Benefit coupon={coupon} next={preview.data?.preview.next} isAsking={preview.isPending} />
      {preview.error !== null && (
        <div className="mt-4">
          <ProblemNotice error={preview.error} onRetry={() => void preview.refetch()} />
        </div>
      )}
      <ActionBar>
        <Failure error={phase.kind === "failed" ? phase.error : null} />
        <Button
          className="xs:min-w-56"
          busy={phase.kind === "sending"}
          inactive={!preview.data || isDeclining}
          onClick={take}
        >
          {phase.kind === "sending" ? t("accepting") : t("accept")}
        </Button>
        <Button
          className="xs:min-w-56"
          busy={isDeclining}
          inactive={phase.kind === "sending"}
          onClick={leave}
        >
          {isDeclining ? t("declining") : t("decline")}
        </Button>
      </ActionBar>
    </>
  );
}

type BenefitProps = {
  readonly coupon: CouponView;
  readonly next: OfferPreview["next"] | undefined;
  readonly isAsking: boolean;
};

function Benefit({ coupon, next, isAsking }: BenefitProps) {
  const t = useTranslations("offer");
  const { money, date } = useWords();
  const benefit = useBenefit();
  return (
    <Card className="divide-y divide-line">
      <p className="px-5 py-6 font-semibold text-2xl tracking-tight">{benefit(coupon)}</p>
      {isAsking && (
        <p role="status" className="px-5 py-4 text-faint">
          {t("asking")}
        </p>
      )}
      {next && (
        <dl className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-5 py-4">
          <dt className="text-soft">{t("next", { date: date(next.at) })}</dt>
          <dd className="tabular-nums">
            {t.rich("after", { after: money(next.after), before: money(next.before), strong })}
          </dd>
        </dl>
      )}
    </Card>
  );
}
