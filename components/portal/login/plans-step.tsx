"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import type { PlanView } from "@/lib/portal/view";
import { CadenceSwitch } from "../plan/cadence-switch";
import { intervalKey, listCadences, listOffers, type Choice as Priced } from "../plan/plan-choices";
import { PlanFeatures } from "../plan/plan-features";
import { strong } from "../strong";
import type { Newcomer } from "./door";
import { DoorProblem } from "./door-problem";
import { PlanOptions } from "./plan-options";
import { Step } from "./step";

type Props = {
  readonly merchant: string;
  readonly newcomer: Newcomer;
  readonly begin: (price: string) => Promise<void>;
};

/** A proved mailbox that is no customer's yet: a plan to begin with. Going on makes the customer, and charges nothing. */
export function PlansStep({ merchant, newcomer: { email, plans }, begin }: Props) {
  const t = useTranslations();
  const beginning = useMutation({ mutationFn: begin });
  const busy = beginning.isPending || beginning.isSuccess;
  const { cadences, cadence, offers, choice, pickCadence, pick } = useFirstPlan(plans);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (choice !== undefined && !busy) beginning.mutate(choice.price.id);
  }
  return (
    <Step
      focus
      heading={t("begin.pick")}
      intro={<p>{t.rich("login.plans.body", { email, merchant, strong })}</p>}
    >
      <form onSubmit={submit}>
        {cadences.length > 1 && cadence && (
          <CadenceSwitch
            cadences={cadences}
            plans={plans}
            picked={intervalKey(cadence.interval)}
            onPick={pickCadence}
          />
        )}
        <PlanOptions offers={offers} picked={choice} onPick={pick} />
        {choice && <PlanFeatures plan={choice.plan} compared={null} isLess={false} />}
        {choice && (
          <Button type="submit" tone="primary" busy={busy} className="mt-5 w-full">
            <span className="min-w-0 break-words">
              {busy ? t("login.plans.working") : t("login.plans.begin", { plan: choice.plan.name })}
            </span>
          </Button>
        )}
      </form>
      <DoorProblem error={beginning.error} merchant={merchant} />
      <p className="mt-3 text-soft text-sm">{t("login.plans.note", { merchant })}</p>
    </Step>
  );
}

/** What is shown and what is picked of it; another interval keeps the plan. */
function useFirstPlan(plans: readonly PlanView[]) {
  const cadences = listCadences(plans);
  const [key, pickCadence] = useState<string | null>(null);
  const [wanted, pick] = useState<Priced | null>(null);
  const cadence = cadences.find((one) => one.key === key) ?? cadences[0];
  const offers = cadence === undefined ? [] : listOffers(plans, cadence);
  const priced = offers.flatMap(({ plan, price }) => (price === null ? [] : [{ plan, price }]));
  const choice =
    priced.find(({ price }) => price.id === wanted?.price.id) ??
    priced.find(({ plan }) => plan.id === wanted?.plan.id) ??
    priced.find(({ plan }) => plan.highlighted) ??
    priced[0];
  return { cadences, cadence, offers, choice, pickCadence, pick };
}
