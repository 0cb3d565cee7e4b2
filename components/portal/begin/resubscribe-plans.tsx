"use client";

import { useTranslations } from "use-intl/react";
import { resubscribePath } from "../paths";
import { PlanPicker } from "../plan/plan-picker";
import { usePortal, useSubscription } from "../portal-context";
import { NotAllowed } from "../task/not-allowed";
import { TaskHeader } from "../task/task-header";

type Props = { readonly subscription: string };

/** The plans that may take an ended one's place. */
export function ResubscribePlans({ subscription: id }: Props) {
  const { frame } = usePortal();
  const t = useTranslations();
  const again = useSubscription(id)?.actions.resubscribe;
  const heading = t("begin.pick");
  const back = { href: resubscribePath(frame.base, id), text: t("begin.asBefore") };
  return (
    <>
      <title>{t("title.resubscribe", { merchant: frame.name })}</title>
      {again?.allowed && again.canChangePlan && (
        <>
          <TaskHeader heading={heading} back={back} />
          <PlanPicker
            plans={again.plans}
            hrefOf={(price) => resubscribePath(frame.base, id, price)}
          />
        </>
      )}
      {again?.allowed && !again.canChangePlan && (
        <NotAllowed heading={heading} reason="feature_disabled" />
      )}
      {again && !again.allowed && <NotAllowed heading={heading} reason={again.reason} />}
    </>
  );
}
