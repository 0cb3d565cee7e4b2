"use client";

import { ArrowLeft } from "lucide-react";
import { useEffect, useMemo } from "react";
import { useTranslations } from "use-intl/react";
import { Notice } from "@/components/ui/notice";
import { tabMemory } from "./asked";
import { FrontPage, type FrontPageProps } from "./front-page";
import { recoveryDoor } from "./hosted-door";
import { MailLogin } from "./mail-login";
import { tellOpened, useOpenedElsewhere } from "./opened-elsewhere";
import { textLink } from "./text-link";
import { keepWantedPage } from "./wanted-page";

type Props = Omit<FrontPageProps, "children"> & {
  /** Where the demo shows its mails; null outside the demo. */
  readonly mailbox: string | null;
  /** Why the link opens nothing any more. */
  readonly reason: "session_expired" | "session_used";
  /** Where the customer came from, when it is known. */
  readonly returnUrl: string | null;
};

/** In place of a session link that opens nothing any more: its customer proves their mailbox and goes on. */
export function RecoveryPage({ frame, locale, headline, legal, ...rest }: Props) {
  return (
    <FrontPage {...{ frame, locale, headline, legal }}>
      <div data-error-code={rest.reason}>
        <Content {...rest} frame={frame} />
      </div>
    </FrontPage>
  );
}

function Content({
  frame,
  mailbox,
  reason,
  returnUrl,
}: Omit<Props, "locale" | "headline" | "legal">) {
  const { base, segment, name: merchant } = frame;
  const t = useTranslations();
  const door = useMemo(() => recoveryDoor(segment, readCode), [segment]);
  const memory = useMemo(() => tabMemory(segment), [segment]);
  // What the link was for counts, not a page that was wanted before.
  useEffect(() => keepWantedPage(base, null), [base]);
  useOpenedElsewhere(base, memory, () => window.location.assign(base));
  return (
    <>
      <title>{t("title.login", { merchant })}</title>
      <div className="mb-6">
        <Notice tone="plain">{t(`login.recover.${reason}`)}</Notice>
      </div>
      <MailLogin
        {...{ door, memory, merchant, mailbox }}
        sells={false}
        prefilledEmail=""
        onOpened={(url) => {
          tellOpened(base);
          window.location.assign(url);
        }}
      />
      {returnUrl !== null && (
        <p className="mt-8">
          <a href={returnUrl} className={textLink}>
            <ArrowLeft aria-hidden="true" className="size-4 rtl:rotate-180" />
            {t("refused.returnTo", { merchant })}
          </a>
        </p>
      )}
    </>
  );
}

/** The old link is this page's own address: nothing else on the page repeats its code. */
function readCode(): string {
  return window.location.pathname.split("/").at(-1) ?? "";
}
