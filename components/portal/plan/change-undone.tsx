"use client";

import { useTranslations } from "use-intl/react";
import { Done } from "../task/done";

/** The end of taking a scheduled change back. */
export function ChangeUndone({ name }: { name: string }) {
  const t = useTranslations("preview");
  return (
    <Done heading={t("undoneHeading", { name })}>
      <p>{t("undoneBody")}</p>
    </Done>
  );
}
