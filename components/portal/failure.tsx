"use client";

import { useTranslations } from "use-intl/react";
import { Notice } from "@/components/ui/notice";
import { PortalError } from "./portal-error";
import { ProblemNotice } from "./problem-notice";

/**
 * What went wrong with a confirmation, right above the button that repeats it. A preview that was renewed is
 * no failure: it asks to look again.
 */
export function Failure({ error }: { error: Error | null }) {
  const t = useTranslations("preview");
  const renewed = error instanceof PortalError && error.renewed !== null;
  return (
    <div aria-live="polite" className="w-full empty:-mb-2">
      {renewed && <Notice tone="warn">{t("moved")}</Notice>}
      {error !== null && !renewed && <ProblemNotice error={error} />}
    </div>
  );
}
