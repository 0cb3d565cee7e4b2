"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { ReturnLink } from "./flow/return-link";
import { LogOut } from "./log-out";
import { MerchantColumn } from "./merchant-column";
import { useFreshOnReturn } from "./payment/use-fresh-on-return";
import { usePortal } from "./portal-context";

/**
 * What surrounds a portal page on the hosted surface: whose it is, who is signed in, and the ways out. In a session that
 * was made for one task there is none but the way back.
 */
export function Frame({ children }: { children: ReactNode }) {
  const { view, frame } = usePortal();
  useFreshOnReturn();
  return (
    <MerchantColumn
      frame={frame}
      headline={view.headline}
      legal={view.legal}
      top={<Top />}
      who={<Who />}
      beside={view.flow === null && <LogOut />}
    >
      {children}
    </MerchantColumn>
  );
}

function Top() {
  const { returnUrl } = usePortal().view.session;
  if (returnUrl === null) return <div className="h-2 frame:hidden" />;
  return <ReturnLink className="frame:-mt-3 frame:mb-6" />;
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
