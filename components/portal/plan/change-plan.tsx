"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { PlanView, SubscriptionView } from "@/lib/portal/view";
import { usePortal, useSubscription } from "../portal-context";
import { strong } from "../strong";
import { TaskHeader } from "../task/task-header";
import { useWords } from "../use-words";
import { CadenceSwitch } from "./cadence-switch";
import { ChangeNotAllowed } from "./change-not-allowed";
import { PlanCard } from "./plan-card";
import { findCurrent, intervalKey, listCadences, listOffers } from "./plan-choices";
import { PlanComparison } from "./plan-comparison";

type Props = { readonly subscription: string };

/** The plans this subscription can change to. Choosing one leads to its preview, never to a bare confirm. */
export function ChangePlan({ subscription: id }: Props) {
  const { frame } = usePortal();
  const t = useTranslations();
  const subscription = useSubscription(id);
  const change = subscription?.actions.change_plan;
  return (
    <>
      <title>{t("title.changePlan", { merchant: frame.name })}</title>
      {subscription && change?.allowed && (
        <Plans subscription={subscription} plans={change.plans} />
      )}
      {subscription && change && !change.allowed && (
        <ChangeNotAllowed
          heading={t("change.heading")}
          subscription={subscription}
          reason={change.reason}
        />
      )}
    </>
  );
}

type PlansProps = {
  readonly subscription: SubscriptionView;
  readonly plans: readonly PlanView[];
};

function Plans({ subscription, plans }: PlansProps) {
  const t = useTranslations("change");
  const { price } = useWords();
  const current = findCurrent(plans);
  const cadences = listCadences(plans);
  // From the address: Back brings the page as it was first opened, but the address as it was left.
  const opened = useSearchParams().get("interval");
  const [picked, setPicked] = useState(opened ?? (current && intervalKey(current.price.interval)));
  const cadence = cadences.find(({ key }) => key === picked) ?? cadences[0];
  const offers = cadence === undefined ? [] : listOffers(plans, cadence);

  const held = subscription.items.map(price).join(" + ");

  function pick(key: string) {
    setPicked(key);
    window.history.replaceState(null, "", `?interval=${key}`);
  }

  return (
    <>
      <TaskHeader heading={t("heading")}>
        <p>{t.rich("intro", { plan: subscription.name, price: held, strong })}</p>
      </TaskHeader>
      {cadences.length > 1 && cadence && (
        <CadenceSwitch cadences={cadences} plans={plans} picked={cadence.key} onPick={pick} />
      )}
      <ul className="grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(13rem,1fr))]">
        {offers.map((offer) => (
          <li key={offer.price?.id ?? offer.plan.id} className="flex">
            <PlanCard offer={offer} current={current} subscription={subscription} />
          </li>
        ))}
      </ul>
      <PlanComparison offers={offers} />
    </>
  );
}
