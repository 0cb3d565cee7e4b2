"use client";

import { useTranslations } from "use-intl/react";
import { Done } from "../task/done";

export function CancelUndone({ name }: { name: string }) {
  const t = useTranslations("cancel");
  return (
    <Done heading={t("undoneHeading", { name })}>
      <p>{t("undoneBody")}</p>
    </Done>
  );
}
