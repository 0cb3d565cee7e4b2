"use client";

import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { LogOut } from "./log-out";
import { MerchantColumn } from "./merchant-column";
import { usePortal } from "./portal-context";
import { useFreshOnReturn } from "./use-fresh-on-return";

/** What surrounds a portal page on the hosted surface: whose it is, who is signed in, and the ways out. */
export function Frame({ children }: { children: ReactNode }) {
  const { view, frame } = usePortal();
  useFreshOnReturn();
  return (
    <MerchantColumn
      frame={frame}
      headline={view.headline}
      legal={view.legal}
      top={<ReturnLink />}
      who={<Who />}
      beside={<LogOut />}
    >
      {children}
    </MerchantColumn>
  );
}

function ReturnLink() {
  const { view, frame } = usePortal();
  const t = useTranslations("frame");
  const { returnUrl } = view.session;
  if (returnUrl === null) return <div className="h-2 frame:hidden" />;
  return (
    <a
      href={returnUrl}
      className="inline-flex min-h-11 items-center gap-2 self-start text-soft text-sm hover:text-ink frame:-mt-3 frame:mb-6"
    >
      <ArrowLeft aria-hidden="true" className="size-4 rtl:rotate-180" />
      {t("returnTo", { merchant: frame.name })}
    </a>
  );
}

function Who() {
  const { customer } = usePortal().view;
  const t = useTranslations("frame");
  const { name, email } = customer;
  const who = name ?? email;
  if (who === null) return null;
  return (
    <p className="truncate text-soft text-sm">
      <span className="max-frame:sr-only">{t("signedIn")}</span>{" "}
      <span className="font-medium text-ink frame:block frame:truncate">{who}</span>
      {name !== null && email !== null && <span className="block truncate">{email}</span>}
    </p>
  );
}
