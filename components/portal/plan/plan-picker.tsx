"use client";

import type { Route } from "next";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import type { PlanView } from "@/lib/portal/view";
import { PickCard } from "../begin/pick-card";
import { CadenceSwitch } from "./cadence-switch";
import { intervalKey, listCadences, listOffers } from "./plan-choices";
import { PlanComparison } from "./plan-comparison";

type Props = {
  readonly plans: readonly PlanView[];
  /** Where a price is begun. */
  readonly hrefOf: (price: string) => Route;
};

/** The plans to begin with, at the interval that is picked. */
export function PlanPicker({ plans, hrefOf }: Props) {
  const cadences = listCadences(plans);
  // From the address: Back brings the page as it was first opened, but the address as it was left.
  const opened = useSearchParams().get("interval");
  const [picked, setPicked] = useState(opened);
  const cadence = cadences.find(({ key }) => key === picked) ?? cadences[0];
  const offers = cadence === undefined ? [] : listOffers(plans, cadence);

  function pick(key: string) {
    setPicked(key);
    window.history.replaceState(null, "", `?interval=${key}`);
  }
  return (
    <>
      {cadences.length > 1 && cadence && (
        <CadenceSwitch
          cadences={cadences}
          plans={plans}
          picked={intervalKey(cadence.interval)}
          onPick={pick}
        />
      )}
      <ul className="grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(13rem,1fr))]">
        {offers.map((offer) => (
          <li key={offer.price?.id ?? offer.plan.id} className="flex">
            <PickCard offer={offer} hrefOf={hrefOf} />
          </li>
        ))}
      </ul>
      <PlanComparison offers={offers} />
    </>
  );
}
