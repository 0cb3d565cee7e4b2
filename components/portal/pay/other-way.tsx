"use client";

import { useTranslations } from "use-intl/react";
import { buttonStyle } from "@/components/ui/button-style";
import type { InvoiceView } from "@/lib/portal/view";
import { useOutdating } from "../task/use-outdating";

/** The page of Stripe's where an open invoice is paid by whatever the merchant takes; nothing where there is none. */
export function OtherWay({ invoice }: { invoice: InvoiceView | null }) {
  const t = useTranslations("pay");
  const outdate = useOutdating();
  if (invoice === null || invoice.status !== "open" || invoice.hostedUrl === null) return null;
  return (
    <a
      href={invoice.hostedUrl}
      target="_blank"
      rel="noopener"
      className={buttonStyle("plain", "max-xs:w-full")}
      onClick={outdate}
    >
      {t("otherWay")}
    </a>
  );
}
