"use client";

import { useTranslations } from "use-intl/react";
import type { SubscriptionView } from "@/lib/portal/view";
import {
  isAboutAddress,
  isAboutCode,
  isAboutQuantity,
  refusedField,
} from "../billing/refused-field";
import { PromotionStep } from "../coupon/promotion-step";
import { changePath } from "../paths";
import { usePortal } from "../portal-context";
import { BillStep } from "../task/bill-step";
import { ConfirmBar } from "../task/confirm-bar";
import type { Phase } from "../task/find-phase";
import { needsOf } from "../task/needs-of";
import { NeedsStep } from "../task/needs-step";
import { TaskHeader } from "../task/task-header";
import type { useLivePreview } from "../task/use-preview";
import { useWords } from "../use-words";
import { ChangePreviewCard } from "./change-preview-card";
import { FromTo } from "./from-to";
import { type Choice, intervalKey, isOtherCadence } from "./plan-choices";
import { PlanQuantities } from "./plan-quantities";
import type { PlanInput } from "./use-plan-input";

type Props = {
  readonly subscription: SubscriptionView;
  readonly current: Choice | null;
  readonly choice: Choice;
  readonly chosen: PlanInput;
  readonly promotionCodes: boolean;
  readonly preview: ReturnType<typeof useLivePreview<"change_plan">>;
  readonly phase: Phase;
  readonly onConfirm: () => void;
};

/** Everything that belongs to the chosen plan, what it costs as it stands there, and the button that says so. */
export function ConfirmPlanStep(props: Props) {
  const { subscription, choice, chosen, promotionCodes, preview, phase, onConfirm } = props;
  const { quantities } = chosen;
  const { error } = preview;
  const shown = preview.data?.preview;
  const needs = needsOf(preview, chosen.address !== undefined);
  const isAside = isAboutCode(error) || isAboutAddress(error) || isAboutQuantity(error);
  return (
    <>
      <Header {...props} />
      <FromTo subscription={subscription} choice={choice} numberOf={quantities.numberOf} />
      {!chosen.isFixed && (
        <PlanQuantities
          choice={choice}
          quantities={quantities}
          refused={isAboutQuantity(error) ? refusedField(error) : null}
        />
      )}
      {!isAside && (
        <BillStep preview={preview}>
          {shown && (
            <ChangePreviewCard
              preview={shown}
              interval={isLasting(props) ? choice.price.interval : null}
              trialEnd={subscription.trialEnd}
              byUse={[...subscription.items, ...choice.price.parts].some(isMetered)}
            />
          )}
        </BillStep>
      )}
      {promotionCodes && !chosen.isFixed && (
        <PromotionStep promotion={chosen.promotion} preview={preview} />
      )}
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
          onConfirm={onConfirm}
        />
      )}
    </>
  );
}

function isMetered({ metered }: { readonly metered: boolean }): boolean {
  return metered;
}

/** Whether what the next renewal costs is what every later one does: no discount runs out in between. */
function isLasting({ subscription, preview }: Props): boolean {
  const { discounts } = subscription;
  return discounts.length === 0 && (preview.data?.preview.coupon ?? null) === null;
}

function useCadence({ current, choice }: Pick<Props, "current" | "choice">): string | null {
  const { cadence } = useWords();
  return isOtherCadence(current, choice) ? cadence(choice.price.interval).toLowerCase() : null;
}

function Header({ subscription, current, choice }: Props) {
  const { frame } = usePortal();
  const t = useTranslations("preview");
  const cadence = useCadence({ current, choice });
  const plan = choice.plan.name;
  const back = changePath(frame.base, subscription.id, intervalKey(choice.price.interval));
  return (
    <TaskHeader
      heading={cadence === null ? t("heading", { plan }) : t("headingCadence", { plan, cadence })}
      back={{ href: back, text: t("back") }}
    />
  );
}

function Label({ current, choice, preview }: Props) {
  const t = useTranslations("preview");
  const { money, date } = useWords();
  const cadence = useCadence({ current, choice });
  const plan = cadence === null ? choice.plan.name : t("cadence", { cadence });
  const shown = preview.data?.preview;
  if (shown === undefined) return null;
  const { effectiveAt, dueNow } = shown;
  if (effectiveAt !== null) return t("switchOn", { date: date(effectiveAt) });
  return dueNow.amount > 0
    ? t("payAndSwitch", { amount: money(dueNow), plan })
    : t("switch", { plan });
}
