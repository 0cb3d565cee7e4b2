"use client";

import { useTranslations } from "use-intl/react";
import { Card } from "@/components/ui/card";
import type { ActionInput } from "@/lib/portal/actions";
import type { Interval } from "@/lib/portal/money";
import type { QuantityView, SubscriptionView } from "@/lib/portal/view";
import { isAboutAddress, isAboutQuantity, refusedField } from "../billing/refused-field";
import { ChangePreviewCard } from "../plan/change-preview-card";
import { strong } from "../strong";
import { BillStep } from "../task/bill-step";
import { ConfirmBar } from "../task/confirm-bar";
import type { Phase } from "../task/find-phase";
import { NeedsStep } from "../task/needs-step";
import { TaskHeader } from "../task/task-header";
import type { useLivePreview } from "../task/use-preview";
import { useWords } from "../use-words";
import { ItemSwitch } from "./item-switch";
import { QuantityStepper } from "./quantity-stepper";
import { useInUse } from "./use-in-use";

type Props = {
  readonly subscription: SubscriptionView;
  readonly items: readonly QuantityView[];
  readonly item: QuantityView;
  readonly typed: string;
  /** True when another number than now is typed, and a possible one. */
  readonly isOther: boolean;
  /** True where the number is the session's and no choice. */
  readonly isFixed: boolean;
  readonly preview: ReturnType<typeof useLivePreview<"change_quantity">>;
  readonly phase: Phase;
  readonly onPick: (item: string) => void;
  readonly onType: (typed: string) => void;
  readonly onAddress: (address: NonNullable<ActionInput<"change_quantity">["address"]>) => void;
  readonly onConfirm: () => void;
};

/** The number and, as soon as it is another one, what it costs. */
export function ChangeQuantityStep(props: Props) {
  const { subscription, items, item, isOther, preview, phase, onPick } = props;
  const t = useTranslations();
  const { error } = preview;
  const isRefused = isOther && isAboutQuantity(error);
  const shown = isOther ? preview.data?.preview : undefined;
  const isAddress = isAboutAddress(error);
  const needs = isAddress ? (["address"] as const) : (shown?.needs ?? []);
  return (
    <>
      <TaskHeader heading={t("quantity.heading")}>
        <p>
          {t.rich("quantity.intro", { name: item.productName, quantity: item.quantity, strong })}
        </p>
      </TaskHeader>
      {items.length > 1 && <ItemSwitch items={items} picked={item.item} onPick={onPick} />}
      {!props.isFixed && <Counter {...props} isRefused={isRefused} />}
      {isOther && !isRefused && !isAddress && (
        <BillStep preview={preview}>
          {shown && (
            <ChangePreviewCard
              preview={shown}
              interval={lastingInterval(props)}
              trialEnd={subscription.trialEnd}
              byUse={subscription.items.some(({ metered }) => metered)}
            />
          )}
        </BillStep>
      )}
      <NeedsStep
        needs={needs}
        busy={preview.isFetching}
        refused={isAddress ? refusedField(error) : null}
        onAddress={props.onAddress}
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

/** How often the next renewal's amount is paid again; null where a discount may run out in between. */
function lastingInterval({ subscription: { discounts, items }, item }: Props): Interval | null {
  if (discounts.length > 0) return null;
  return items.find(({ id }) => id === item.item)?.interval ?? null;
}

function Counter({ subscription, item, typed, onType, isRefused }: Props & { isRefused: boolean }) {
  const t = useTranslations();
  const { price } = useWords();
  const inUseOf = useInUse();
  const held = subscription.items.find(({ id }) => id === item.item);
  return (
    <Card className="mb-4 px-5 py-5">
      <QuantityStepper
        label={item.productName}
        {...(held ? { hint: price({ ...held, quantity: 1 }) } : {})}
        terms={item.terms}
        inUse={inUseOf(item.unitLabel)}
        typed={typed}
        onType={onType}
        refused={isRefused ? t("errors.quantity_invalid") : undefined}
      />
    </Card>
  );
}

function Label({ preview }: Props) {
  const t = useTranslations("quantity");
  const { money, date } = useWords();
  const shown = preview.data?.preview;
  if (shown === undefined) return null;
  const { effectiveAt, dueNow, to } = shown;
  const { quantity } = to;
  if (effectiveAt !== null) return t("changeOn", { quantity, date: date(effectiveAt) });
  return dueNow.amount > 0
    ? t("payAndChange", { amount: money(dueNow), quantity })
    : t("change", { quantity });
}
