"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ResubscribeOffer, SubscriptionView } from "@/lib/portal/view";
import { Message } from "../message";
import { resubscribePath, resubscribePlansPath } from "../paths";
import { findChoice } from "../plan/plan-choices";
import { usePortal, useSubscription } from "../portal-context";
import { NotAllowed } from "../task/not-allowed";
import { BeginTask } from "./begin-task";

type Props = { readonly subscription: string };

/** Everything as it was, what it costs now, and the confirmation. */
export function Resubscribe({ subscription: id }: Props) {
  const { frame } = usePortal();
  const t = useTranslations();
  // As it was when the page was opened: once it is had again, it may not be had twice.
  const [subscription] = useState(useSubscription(id));
  const again = subscription?.actions.resubscribe;
  return (
    <>
      <title>{t("title.resubscribe", { merchant: frame.name })}</title>
      {subscription && again?.allowed && <Decide subscription={subscription} again={again} />}
      {again && !again.allowed && <NotAllowed heading={t("begin.again")} reason={again.reason} />}
    </>
  );
}

type DecideProps = {
  readonly subscription: SubscriptionView;
  readonly again: ResubscribeOffer;
};

function Decide({ subscription, again }: DecideProps) {
  const { frame } = usePortal();
  const t = useTranslations();
  const asked = useSearchParams().get("price");
  const choice = findChoice(again.plans, asked ?? again.price ?? "");
  const href = resubscribePath(frame.base, subscription.id);
  if (choice === null) {
    const way = { href, text: t("begin.asBefore") };
    return (
      <div data-error-code="resource_missing">
        <Message heading={t("preview.unavailable")} text={t("preview.unavailableHint")} way={way} />
      </div>
    );
  }
  const isSame = choice.price.id === again.price;
  return (
    <BeginTask
      key={choice.price.id}
      action="resubscribe"
      ended={subscription}
      choice={choice}
      promotionCodes={again.promotionCodes}
      heading={t(isSame ? "begin.headingAgain" : "begin.heading", { plan: choice.plan.name })}
    >
      <p>{t(`begin.${findWords(isSame, again.isReplaced)}`, { plan: subscription.name })}</p>
      {again.canChangePlan && (
        <p className="mt-1">
          <Link
            href={resubscribePlansPath(frame.base, subscription.id)}
            prefetch={false}
            className="inline-flex min-h-11 items-center underline underline-offset-4 hover:text-ink"
          >
            {t("begin.otherPlan")}
          </Link>
        </p>
      )}
    </BeginTask>
  );
}

/** Which sentence says how it differs from what it was. */
function findWords(isSame: boolean, isReplaced: boolean): "asItWas" | "replaced" | "instead" {
  if (!isSame) return "instead";
  return isReplaced ? "replaced" : "asItWas";
}
