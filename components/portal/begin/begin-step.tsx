"use client";

import type { Route } from "next";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Card } from "@/components/ui/card";
import type { SubscriptionView } from "@/lib/portal/view";
import {
  isAboutAddress,
  isAboutCode,
  isAboutQuantity,
  refusedField,
} from "../billing/refused-field";
import { PromotionStep } from "../coupon/promotion-step";
import { PayWith } from "../pay/pay-with";
import type { Choice } from "../plan/plan-choices";
import { PlanQuantities } from "../plan/plan-quantities";
import { usePortal } from "../portal-context";
import { BillCard } from "../task/bill-card";
import { BillStep } from "../task/bill-step";
import { ConfirmBar } from "../task/confirm-bar";
import type { Phase } from "../task/find-phase";
import { needsOf } from "../task/needs-of";
import { NeedsStep } from "../task/needs-step";
import { TaskHeader } from "../task/task-header";
import type { useLivePreview } from "../task/use-preview";
import { useWords } from "../use-words";
import type { Begin, useBeginInput } from "./use-begin-input";

export type BeginProps = {
  readonly action: Begin;
  /** What is had again; null for a subscription that is begun from the picker. */
  readonly ended: SubscriptionView | null;
  readonly choice: Choice;
  readonly promotionCodes: boolean;
  readonly heading: string;
  readonly back?: { readonly href: Route; readonly text: string };
  /** Said below the heading. */
  readonly children?: ReactNode;
};

type Props = BeginProps & {
  readonly chosen: ReturnType<typeof useBeginInput>;
  readonly preview: ReturnType<typeof useLivePreview<Begin>>;
  readonly phase: Phase;
  readonly onConfirm: () => void;
};

/** The plan that begins, all that belongs to it, what it costs as it stands there, and the button that says so. */
export function BeginStep(props: Props) {
  const { choice, heading, back, children, promotionCodes, chosen, preview, phase } = props;
  const { error } = preview;
  const shown = preview.data?.preview;
  const needs = needsOf(preview, chosen.address !== undefined);
  const isAside = isAboutCode(error) || isAboutAddress(error) || isAboutQuantity(error);
  return (
    <>
      <TaskHeader heading={heading} {...(back === undefined ? {} : { back })}>
        {children}
      </TaskHeader>
      <Parts {...props} />
      <PlanQuantities
        choice={choice}
        quantities={chosen.quantities}
        refused={isAboutQuantity(error) ? refusedField(error) : null}
      />
      {!isAside && (
        <BillStep preview={preview}>
          {shown && (
            <BillCard
              bill={shown}
              paymentMethod={shown.paymentMethod}
              interval={shown.coupon === null ? choice.price.interval : null}
              byUse={choice.price.parts.some(({ metered }) => metered)}
            />
          )}
        </BillStep>
      )}
      <Payment {...props} />
      {promotionCodes && <PromotionStep promotion={chosen.promotion} preview={preview} />}
      <NeedsStep
        needs={needs}
        busy={preview.isFetching}
        refused={isAboutAddress(error) ? refusedField(error) : null}
        onAddress={chosen.setAddress}
      />
      {shown && (
        <ConfirmBar
          phase={phase}
          ready={preview.fresh && error === null && needs.length === 0}
          waits={needs.length > 0}
          label={<Label {...props} />}
          onConfirm={props.onConfirm}
        />
      )}
    </>
  );
}

/** What it consists of, with the number of each that is not chosen here. */
function Parts({ choice: { price }, chosen: { quantities } }: Props) {
  const { price: say } = useWords();
  return (
    <Card className="mb-4 divide-y divide-line">
      {price.parts.map((part) => (
        <p
          key={part.priceId}
          className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-5 py-3.5"
        >
          <span className="font-medium">{part.productName}</span>
          <span className="text-soft tabular-nums">
            {say({ ...part, interval: price.interval, quantity: quantities.numberOf(part) })}
          </span>
        </p>
      ))}
    </Card>
  );
}

function Payment({ ended, chosen }: Props) {
  const { paymentMethods } = usePortal().view;
  const usual = ended?.paymentMethod ?? paymentMethods?.find(({ isDefault }) => isDefault);
  return <PayWith picked={chosen.method} usual={usual?.id} onPick={chosen.setMethod} />;
}

function Label({ preview }: Props) {
  const t = useTranslations("begin");
  const { money } = useWords();
  const shown = preview.data?.preview;
  if (shown === undefined) return null;
  const { dueNow } = shown;
  return dueNow.amount > 0 ? t("payAndBegin", { amount: money(dueNow) }) : t("confirm");
}
