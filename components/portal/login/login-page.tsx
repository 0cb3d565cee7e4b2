"use client";

import { useEffect, useMemo } from "react";
import { useTranslations } from "use-intl/react";
import { buttonStyle } from "@/components/ui/button-style";
import { Notice } from "@/components/ui/notice";
import { en } from "@/lib/i18n/messages/en";
import { tabMemory } from "./asked";
import { FrontPage, type FrontPageProps } from "./front-page";
import { hostedDoor } from "./hosted-door";
import { MailLogin } from "./mail-login";
import { tellOpened, useOpenedElsewhere } from "./opened-elsewhere";
import { Step } from "./step";
import { keepWantedPage, leadOn } from "./wanted-page";

type Props = Omit<FrontPageProps, "children"> & {
  readonly configuration: string;
  /** False where no mail can be sent. */
  readonly canMail: boolean;
  /** Whether people who are no customers yet may begin here. */
  readonly sells: boolean;
  /** Where the demo shows its mails; null outside the demo. */
  readonly mailbox: string | null;
  /** The merchant's own site, where it is known. */
  readonly returnUrl: string | null;
  /** Why there is no session; null when nothing need be said. */
  readonly reason: string | null;
  /** Whether it is shown in place of a page that was refused. */
  readonly refused: boolean;
  readonly prefilledEmail: string;
  /** The page to come back to. */
  readonly next: string | null;
};

/** The hosted login page of one configuration, in the merchant's look. */
export function LoginPage(props: Props) {
  const { frame, locale, headline, legal, reason, refused } = props;
  return (
    <FrontPage {...{ frame, locale, headline, legal }}>
      <div data-error-code={refused ? (reason ?? "session_required") : undefined}>
        <Content {...props} />
      </div>
    </FrontPage>
  );
}

function Content({ frame, configuration, canMail, mailbox, returnUrl, ...rest }: Props) {
  const { reason, prefilledEmail, next, sells } = rest;
  const { base, segment, name: merchant } = frame;
  const t = useTranslations();
  const door = useMemo(() => hostedDoor(segment, configuration), [segment, configuration]);
  const memory = useMemo(() => tabMemory(segment), [segment]);
  useEffect(() => keepWantedPage(base, next), [base, next]);
  useOpenedElsewhere(base, memory, () => window.location.assign(next ?? base));
  return (
    <>
      <title>{t("title.login", { merchant })}</title>
      {isReason(reason) && (
        <div className="mb-6">
          <Notice tone="plain">{t(`login.reason.${reason}`)}</Notice>
        </div>
      )}
      {canMail ? (
        <MailLogin
          {...{ door, memory, merchant, mailbox, prefilledEmail, sells }}
          onOpened={(url) => {
            tellOpened(base);
            window.location.assign(leadOn(base, url, next));
          }}
        />
      ) : (
        <Step heading={t("login.off.heading")} intro={<p>{t("login.off.body", { merchant })}</p>}>
          {returnUrl !== null && (
            <a href={returnUrl} className={buttonStyle("primary")}>
              {t("refused.returnTo", { merchant })}
            </a>
          )}
        </Step>
      )}
    </>
  );
}

function isReason(reason: string | null): reason is keyof typeof en.login.reason {
  return reason !== null && Object.hasOwn(en.login.reason, reason);
}
