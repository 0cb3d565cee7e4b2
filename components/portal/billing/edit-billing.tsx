"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { usePortal } from "../portal-context";
import { NotAllowed } from "../task/not-allowed";
import { BillingTask } from "./billing-task";
import { EmailTask } from "./email-task";

/** The page on which billing information is changed. */
export function EditBilling() {
  const { view, frame } = usePortal();
  const t = useTranslations();
  // As it was when the page was opened: what is typed is compared with it, and is not lost when it changes.
  const [billing] = useState(view.billing);
  const [isEmail, setEmail] = useState(false);
  if (billing === null) return null;
  const { update_customer: update } = billing.actions;
  const fields = update.allowed ? update.fields : [];
  const others = fields.filter((field) => field !== "email");
  const mayChangeEmail = others.length < fields.length;
  if (mayChangeEmail && (isEmail || others.length === 0)) {
    return (
      <>
        <title>{t("title.billing", { merchant: frame.name })}</title>
        <EmailTask
          email={billing.email}
          {...(others.length === 0 ? {} : { onBack: () => setEmail(false) })}
        />
      </>
    );
  }
  return (
    <>
      <title>{t("title.billing", { merchant: frame.name })}</title>
      {update.allowed ? (
        <BillingTask
          billing={billing}
          fields={others}
          {...(mayChangeEmail ? { onEmail: () => setEmail(true) } : {})}
        />
      ) : (
        <NotAllowed heading={t("billing.unavailable")} reason={update.reason} />
      )}
    </>
  );
}
