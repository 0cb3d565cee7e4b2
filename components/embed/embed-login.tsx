"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { AllWords } from "@/components/portal/all-words";
import { type Memory, tabMemory } from "@/components/portal/login/asked";
import { MailLogin } from "@/components/portal/login/mail-login";
import { Step } from "@/components/portal/login/step";
import { Notice } from "@/components/ui/notice";
import { findRedirect } from "@/lib/embed/find-redirect";
import type { Host } from "@/lib/embed/meet-host";
import type { Place } from "@/lib/embed/place";
import type { MerchantFrame } from "@/lib/portal/frame";
import { embedDoor } from "./embed-door";
import type { Grant } from "./grant";
import { MailedLink } from "./mailed-link";
import type { DoorReason } from "./use-visit";

type Props = {
  readonly place: Place;
  readonly frame: MerchantFrame;
  readonly host: Host;
  /** Why a visit has just ended; null when there was none. */
  readonly reason: DoorReason | null;
  readonly onGrant: (granted: Grant) => void;
};

/** Signing in inside the frame: by the link that led back to the host page, or by asking for one. */
export function EmbedLogin(props: Props) {
  return (
    <AllWords>
      <Login {...props} />
    </AllWords>
  );
}

function Login({ place, frame, host, reason, onGrant }: Props) {
  const t = useTranslations("login");
  const { browser, page, token } = host.hello;
  const { segment, name } = frame;
  const granted = useRef<Grant | null>(null);
  const [isLink, setIsLink] = useState(token !== null && reason === null);
  const door = useMemo(() => {
    const redirect = findRedirect(page, place.redirectUrls);
    const keep = (grant: Grant) => {
      granted.current = grant;
    };
    return embedDoor({ merchant: segment, browser, redirect, onGrant: keep });
  }, [page, place, segment, browser]);
  // A bare frame has another key after a reload: there is nothing to come back to.
  const memory = useMemo(
    () => (page === "" ? forgetful : tabMemory(`embed.${segment}`)),
    [page, segment],
  );
  const router = useRouter();
  /** `task` is the page it is opened on, below the frame's own base; "": the first one. */
  const enter = (task: string) => {
    if (granted.current === null) return;
    onGrant(granted.current);
    if (task !== "") router.replace(`${frame.base}${task}` as Route);
  };

  if (isLink && token !== null) {
    return (
      <MailedLink
        {...{ door, segment, browser, token }}
        merchant={name}
        onOpened={enter}
        onAnew={() => setIsLink(false)}
      />
    );
  }
  if (!place.login) {
    return <Step heading={t("off.heading")} intro={<p>{t("off.body", { merchant: name })}</p>} />;
  }
  return (
    <>
      {reason !== null && (
        <div role="status" className="mb-6">
          <Notice tone="plain">{t(`reason.${reason}`)}</Notice>
        </div>
      )}
      <MailLogin
        {...{ door, memory }}
        merchant={name}
        sells={place.sells}
        prefilledEmail=""
        mailbox={null}
        onOpened={enter}
      />
    </>
  );
}

const forgetful: Memory = { recall: () => null, keep: () => undefined };
