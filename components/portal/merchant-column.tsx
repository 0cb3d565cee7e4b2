"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { cx } from "@/components/ui/cx";
import { Pill } from "@/components/ui/pill";
import { accentVariables } from "@/lib/portal/accent";
import type { MerchantFrame } from "@/lib/portal/frame";

type Props = {
  readonly frame: MerchantFrame;
  readonly headline: string | null;
  readonly legal: { readonly privacyUrl: string | null; readonly termsUrl: string | null };
  /** Above the merchant's name: the way back to where the customer came from. */
  readonly top?: ReactNode;
  /** Who is signed in, and the way out. Below the name on a phone, at the foot of the column elsewhere. */
  readonly who?: ReactNode;
  /** What on a phone stands beside the merchant's name. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
};

/** The merchant's column and the content beside it; on a phone one above the other. */
export function MerchantColumn({ frame, headline, legal, top, who, beside, children }: Props) {
  const t = useTranslations("frame");
  const accent = accentVariables(frame.accent);
  return (
    <div
      data-merchant={accent ? "" : undefined}
      style={accent ?? undefined}
      className="min-h-dvh max-frame:flex max-frame:flex-col frame:grid frame:grid-cols-[minmax(17rem,1fr)_minmax(0,2.4fr)]"
    >
      <a
        href="#content"
        className="sr-only z-10 rounded-lg bg-card focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:px-4 focus:py-3"
      >
        {t("skip")}
      </a>
      <div className="border-line bg-side max-frame:border-b frame:border-r">
        <header className="mx-auto flex max-w-[42.5rem] flex-col px-4 pt-2 pb-4 xs:px-6 frame:sticky frame:top-0 frame:h-dvh frame:max-w-none frame:px-10 frame:py-16">
          {top ?? <div className="h-2 frame:hidden" />}
          <div className="flex items-center gap-3 frame:flex-col frame:items-start frame:gap-5">
            <Mark frame={frame} />
            <div className="min-w-0 flex-1">
              <p className="truncate font-semibold text-lg leading-tight tracking-tight frame:text-2xl">
                {frame.name}
              </p>
              <div className="frame:hidden">
                {who ?? <p className="text-soft text-sm">{headline}</p>}
              </div>
            </div>
            <div className="frame:hidden">{beside}</div>
          </div>
          {headline !== null && (
            <p
              className={cx(
                "mt-2 max-w-prose text-soft frame:mt-3 frame:text-base",
                who === undefined && "max-frame:hidden",
              )}
            >
              {headline}
            </p>
          )}
          <div className="mt-auto flex flex-col gap-6 max-frame:mt-2.5">
            <div className="max-frame:hidden">
              {who}
              {beside}
            </div>
            <Mode frame={frame} />
            <div className="max-frame:hidden">
              <Legal legal={legal} />
            </div>
          </div>
        </header>
      </div>
      <main
        id="content"
        className="mx-auto w-full max-w-[42.5rem] px-4 pt-6 pb-16 xs:px-6 max-frame:flex-1 frame:mx-0 frame:w-auto frame:ml-[clamp(2rem,6vw,6rem)] frame:px-0 frame:pt-16 frame:pb-24 frame:pr-8 frame:max-w-[44.5rem]"
      >
        {children}
      </main>
      <footer className="border-line border-t frame:hidden">
        <div className="mx-auto max-w-[42.5rem] px-4 py-6 xs:px-6">
          <Legal legal={legal} />
        </div>
      </footer>
    </div>
  );
}

function Mark({ frame }: Pick<Props, "frame">) {
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
function Mode({ frame }: Pick<Props, "frame">) {
  const t = useTranslations("frame");
  if (frame.livemode && !frame.sandbox) return null;
  return (
    <span>
      <Pill tone="warn">{frame.sandbox ? t("sandbox") : t("testMode")}</Pill>
    </span>
  );
}

function Legal({ legal }: Pick<Props, "legal">) {
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
