"use client";

import { useTranslations } from "use-intl/react";
import { beginPath } from "../paths";
import { PlanPicker } from "../plan/plan-picker";
import { usePortal } from "../portal-context";
import { NotAllowed } from "../task/not-allowed";
import { TaskHeader } from "../task/task-header";

/** The plans a customer may begin with. Choosing one leads to what it costs, never to a bare confirm. */
export function Subscribe() {
  const { view, frame } = usePortal();
  const t = useTranslations();
  const { start_subscription: start } = view.actions;
  return (
    <>
      <title>{t("title.subscribe", { merchant: frame.name })}</title>
      {start.allowed ? (
        <>
          <TaskHeader heading={t("begin.pick")} />
          <PlanPicker plans={start.plans} hrefOf={(price) => beginPath(frame.base, price)} />
        </>
      ) : (
        <NotAllowed heading={t("begin.pick")} reason={start.reason} />
      )}
    </>
  );
}
