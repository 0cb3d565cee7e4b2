"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { paymentPath } from "../paths";
import { usePortal } from "../portal-context";
import { PortalError } from "../portal-error";
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
      {error !== null && !renewed && (
        <ProblemNotice error={error}>
          {error instanceof PortalError && error.code === "card_declined" && <OtherMethod />}
        </ProblemNotice>
      )}
    </div>
  );
}

/** The way to pay with something else, and back to this page. */
function OtherMethod() {
  const { view, frame } = usePortal();
  const page = usePathname();
  const t = useTranslations("needs");
  if (!view.addPaymentMethod.allowed) return null;
  return (
    <ButtonLink href={paymentPath(frame.base, page)} className="mt-3">
      {t("paymentOther")}
    </ButtonLink>
  );
}
