"use client";

import { ArrowLeft } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { usePortal } from "../portal-context";

/** The way back to where the customer came from, on every page; nothing where nobody said where that is. */
export function ReturnLink({ className = "" }: { className?: string }) {
  const { view, frame } = usePortal();
  const t = useTranslations("frame");
  const { returnUrl } = view.session;
  if (returnUrl === null) return null;
  return (
    <a
      href={returnUrl}
      target="_top"
      className={`inline-flex min-h-11 items-center gap-2 self-start text-soft text-sm hover:text-ink ${className}`}
    >
      <ArrowLeft aria-hidden="true" className="size-4 rtl:rotate-180" />
      {t("returnTo", { merchant: frame.name })}
    </a>
  );
}
