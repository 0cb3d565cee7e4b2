"use client";

import { Inbox } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { strong } from "../strong";
import type { Asked } from "./asked";
import { CodeForm } from "./code-form";
import { Resend } from "./resend";
import { Step } from "./step";
import { textLink } from "./text-link";

type Props = {
  readonly merchant: string;
  /** Whether people who are no customers yet may begin here. */
  readonly sells: boolean;
  readonly asked: Asked;
  /** Where the demo shows its mails; null outside the demo. */
  readonly mailbox: string | null;
  readonly prove: (pin: string) => Promise<void>;
  readonly ask: () => Promise<void>;
  readonly onChange: () => void;
};

/** The mail is on its way: what to look for, the digits for whoever reads it elsewhere, and what if nothing comes. */
export function SentStep({ merchant, sells, asked, mailbox, prove, ask, onChange }: Props) {
  const t = useTranslations("login.sent");
  return (
    <Step
      focus
      heading={t("heading")}
      intro={
        <>
          <p>{t.rich(sells ? "bodyNew" : "body", { email: asked.email, strong })}</p>
          <p className="flex flex-wrap items-center gap-x-1.5 text-sm">
            {t("wrong")}
            <button type="button" className={textLink} onClick={onChange}>
              {t("change")}
            </button>
          </p>
        </>
      }
    >
      <CodeForm merchant={merchant} prove={prove} />
      <div className="mt-6 border-line border-t pt-5">
        <p className="mb-3 text-soft text-sm">{t("nothing", { merchant })}</p>
        <Resend merchant={merchant} askedAtMs={asked.atMs} ask={ask} />
        {mailbox !== null && (
          <a href={mailbox} target="_blank" rel="noreferrer" className={textLink}>
            <Inbox aria-hidden="true" className="size-4" />
            {t("mailbox")}
          </a>
        )}
      </div>
    </Step>
  );
}
