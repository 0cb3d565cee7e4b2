"use client";

import { useTranslations } from "use-intl/react";
import { Done } from "../task/done";

/** The payment that a change waited for did not come: nothing was changed. */
export function NotPaid() {
  const t = useTranslations("result");
  return (
    <Done heading={t("notPaidHeading")} tone="warn">
      <p>{t("notPaidBody")}</p>
    </Done>
  );
}
