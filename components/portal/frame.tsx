"use client";

import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Pill } from "@/components/ui/pill";
import { accentVariables } from "./accent";
import { usePortal } from "./portal-context";

/** The merchant's column and the content beside it; on a phone one above the other. */
export function Frame({ children }: { children: ReactNode }) {
  const { frame } = usePortal();
  const t = useTranslations("frame");
  const accent = accentVariables(frame.accent);
  return (
    <div
      data-merchant={accent ? "" : undefined}
      style={accent ?? undefined}
      className="min-h-dvh frame:grid frame:grid-cols-[minmax(17rem,1fr)_minmax(0,2.4fr)]"
    >
      <a
        href="#content"
        className="sr-only z-10 rounded-lg bg-card focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:px-4 focus:py-3"
      >
        {t("skip")}
      </a>
      <Side />
      <main
        id="content"
        className="mx-auto w-full max-w-[42.5rem] px-4 pt-6 pb-16 xs:px-6 frame:mx-0 frame:ml-[clamp(2rem,6vw,6rem)] frame:px-0 frame:pt-16 frame:pb-24 frame:pr-8 frame:max-w-[44.5rem]"
      >
        {children}
      </main>
      <footer className="border-line border-t frame:hidden">
        <div className="mx-auto max-w-[42.5rem] px-4 py-6 xs:px-6">
          <Legal />
        </div>
      </footer>
    </div>
  );
}

function Side() {
  const { view, frame } = usePortal();
  return (
    <div className="border-line bg-side max-frame:border-b frame:border-r">
      <header className="mx-auto flex max-w-[42.5rem] flex-col px-4 pt-2 pb-4 xs:px-6 frame:sticky frame:top-0 frame:h-dvh frame:max-w-none frame:px-10 frame:py-16">
        <ReturnLink />
        <div className="flex items-center gap-3 frame:flex-col frame:items-start frame:gap-5">
          <Mark />
          <div className="min-w-0">
            <p className="truncate font-semibold text-lg leading-tight tracking-tight frame:text-2xl">
              {frame.name}
            </p>
            <div className="frame:hidden">
              <Who />
            </div>
          </div>
        </div>
        {view.headline !== null && (
          <p className="mt-3 max-w-prose text-soft frame:text-base">{view.headline}</p>
        )}
        <div className="mt-auto flex flex-col gap-6 max-frame:mt-3">
          <div className="max-frame:hidden">
            <Who />
          </div>
          <Mode />
          <div className="max-frame:hidden">
            <Legal />
          </div>
        </div>
      </header>
    </div>
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
      {t("signedIn")} <span className="font-medium text-ink frame:block frame:truncate">{who}</span>
      {name !== null && email !== null && <span className="block truncate">{email}</span>}
    </p>
  );
}

function Mark() {
  const { frame } = usePortal();
  if (frame.logoUrl !== null) {
    // biome-ignore lint/performance/noImgElement: the merchant's logo is served as it is
    return <img src={frame.logoUrl} alt="" className="size-10 rounded-lg object-contain" />;
  }
  return (
    <span
      aria-hidden="true"
      className="inline-flex size-10 shrink-0 items-center justify-center rounded-lg bg-accent font-semibold text-accent-ink text-lg"
    >
      {Array.from(frame.name)[0]?.toUpperCase()}
    </span>
  );
}

/** So that sample data and test payments are never mistaken for money. */
function Mode() {
  const { frame } = usePortal();
  const t = useTranslations("frame");
  if (frame.sandbox)
    return (
      <span>
        <Pill tone="warn">{t("sandbox")}</Pill>
      </span>
    );
  return frame.livemode ? null : (
    <span>
      <Pill tone="warn">{t("testMode")}</Pill>
    </span>
  );
}

function Legal() {
  const { legal } = usePortal().view;
  const t = useTranslations("frame");
  const link = "inline-flex min-h-8 items-center hover:text-ink hover:underline";
  return (
    <div className="flex flex-wrap gap-x-4 text-faint text-xs">
      <p className="flex min-h-8 items-center">
        <span>{t.rich("poweredBy", { strong: (text) => <strong>{text}</strong> })}</span>
      </p>
      {legal.termsUrl !== null && (
        <a href={legal.termsUrl} className={link}>
          {t("terms")}
        </a>
      )}
      {legal.privacyUrl !== null && (
        <a href={legal.privacyUrl} className={link}>
          {t("privacy")}
        </a>
      )}
    </div>
  );
}
