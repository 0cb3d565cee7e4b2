"use client";

import { useTranslations } from "use-intl/react";
import { Pill } from "@/components/ui/pill";
import type { ChangeRecord } from "@/lib/portal/change-record";

/** Whether what was charged is what was shown, in a word; nothing where there was nothing to compare. */
export function AgreementPill({ record }: { record: ChangeRecord }) {
  const t = useTranslations("record.pill");
  const { checked, agrees } = record;
  if (checked === null) return <Pill>{t("checking")}</Pill>;
  if (agrees === null) return null;
  return agrees ? <Pill tone="good">{t("agrees")}</Pill> : <Pill tone="bad">{t("differs")}</Pill>;
}
