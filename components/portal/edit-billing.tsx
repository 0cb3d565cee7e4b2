"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { BillingTask } from "./billing-task";
import { NotAllowed } from "./not-allowed";
import { usePortal } from "./portal-context";

/** The page on which billing information is changed. */
export function EditBilling() {
  const { view, frame } = usePortal();
  const t = useTranslations();
  // As it was when the page was opened: what is typed is compared with it, and is not lost when it changes.
  const [billing] = useState(view.billing);
  if (billing === null) return null;
  const { update_customer: update } = billing.actions;
  return (
    <>
      <title>{t("title.billing", { merchant: frame.name })}</title>
      {update.allowed ? (
        <BillingTask billing={billing} fields={update.fields} />
      ) : (
        <NotAllowed heading={t("billing.unavailable")} reason={update.reason} />
      )}
    </>
  );
}
