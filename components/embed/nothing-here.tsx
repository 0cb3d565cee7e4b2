"use client";

import { useTranslations } from "use-intl/react";
import { Message } from "@/components/portal/message";

/** An address in the frame that leads nowhere, and the way back. */
export function NothingHere() {
  const t = useTranslations("missing");
  return (
    <div data-error-code="resource_missing">
      <Message heading={t("title")} text={t("body")} />
    </div>
  );
}
