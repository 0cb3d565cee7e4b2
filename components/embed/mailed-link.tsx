"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { callDoor } from "@/components/portal/login/call-door";
import type { Door } from "@/components/portal/login/door";
import { DoorError } from "@/components/portal/login/door-error";
import { OpenLink } from "@/components/portal/login/open-link";
import { Step } from "@/components/portal/login/step";
import { textLink } from "@/components/portal/login/text-link";
import { Button } from "@/components/ui/button";
import { sendBare } from "./embed-door";
import { EmbedSkeleton } from "./embed-skeleton";

type Props = {
  readonly door: Door;
  readonly segment: string;
  readonly browser: string;
  /** The mailed link's code, as the host page was opened with it. */
  readonly token: string;
  /** The merchant's name. */
  readonly merchant: string;
  readonly onOpened: (task: string) => void;
  /** Asks for a new mail instead. */
  readonly onAnew: () => void;
};

/** A mailed link that led back to the host page: whose mailbox it is, and one click. Looking changes nothing. */
export function MailedLink(props: Props) {
  const { door, segment, browser, token, merchant, onOpened, onAnew } = props;
  const t = useTranslations("refused");
  const looked = useQuery({
    queryKey: ["mailed-link", segment, token],
    queryFn: () => inspect({ merchant: segment, code: token, browser }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (looked.isPending) return <EmbedSkeleton />;
  if (looked.error !== null) {
    const reason = reasonOf(looked.error);
    return (
      <div data-error-code={reason}>
        <Step heading={t(`${reason}.title`)} intro={<p>{t(`${reason}.body`)}</p>}>
          <Button tone="primary" onClick={onAnew}>
            {t("newLink")}
          </Button>
        </Step>
      </div>
    );
  }
  const { email, own } = looked.data;
  return (
    <>
      <OpenLink
        {...{ door, merchant, email, onOpened }}
        isOwn={own}
        loginUrl={null}
        readCode={() => token}
        onSpent={() => undefined}
      />
      <button type="button" className={textLink} onClick={onAnew}>
        {t("newLink")}
      </button>
    </>
  );
}

type Looked = { readonly email: string; readonly own: boolean };

async function inspect(body: object): Promise<Looked> {
  const answer: Partial<Looked> = await callDoor(sendBare, "sessions/inspect", body);
  return { email: answer.email ?? "", own: answer.own === true };
}

const reasons = [
  "link_invalid",
  "link_expired",
  "link_superseded",
  "link_used",
  "too_many_attempts",
] as const;

function reasonOf(error: Error): (typeof reasons)[number] | "internal" {
  const code = error instanceof DoorError ? error.code : "internal";
  return reasons.find((reason) => reason === code) ?? "internal";
}
