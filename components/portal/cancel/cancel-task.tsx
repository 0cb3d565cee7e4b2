"use client";

import { useState } from "react";
import type { CancelOffer as CancelTermsOffered, SubscriptionView } from "@/lib/portal/view";
import { CancelConfirm } from "./cancel-confirm";
import { CancelOffer } from "./cancel-offer";
import { CancelReasonStep } from "./cancel-reason-step";
import type { Reason } from "./cancel-reasons";
import { useStep } from "./use-step";

type Props = {
  readonly subscription: SubscriptionView;
  readonly terms: CancelTermsOffered;
  readonly onUndone: () => void;
};

type Step = "reasons" | "offer" | "confirm";

/** Why, the offer, the confirmation: each a step of its own, and the last one is within reach from every other. */
export function CancelTask({ subscription, terms, onUndone }: Props) {
  const [reason, setReason] = useState<Reason>({});
  const [isAnswered, setAnswered] = useState(false);
  const { accept_offer: offer } = subscription.actions;
  const isOffered = offer.allowed && !isAnswered;
  const asked: Step[] = terms.reasons === null ? [] : ["reasons"];
  const offered: Step[] = isOffered ? ["offer"] : [];
  const [first, ...others] = [...asked, ...offered, "confirm" as const];
  const { step, isFirst, go } = useStep<Step>([first ?? "confirm", ...others]);
  const { reasons } = terms;

  function confirm() {
    go("confirm");
  }
  function turnDown() {
    setAnswered(true);
    confirm();
  }
  if (step === "reasons" && reasons !== null) {
    return (
      <CancelReasonStep
        name={subscription.name}
        reasons={reasons}
        value={reason}
        onChange={setReason}
        isFirst={isFirst}
        onSkip={isOffered ? confirm : null}
        onNext={() => go(isOffered ? "offer" : "confirm")}
      />
    );
  }
  if (step === "offer" && isOffered) {
    return (
      <CancelOffer
        subscription={subscription}
        coupon={offer.coupon}
        isFirst={isFirst}
        onDeclined={turnDown}
      />
    );
  }
  return (
    <CancelConfirm
      subscription={subscription}
      terms={terms}
      reason={reason}
      isFirst={isFirst}
      onUndone={onUndone}
    />
  );
}
