"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { usePortal } from "../portal-context";

/** How to go on once the visit is over: sign in and come back to this very page, or where there is a new link. */
export function WayBackIn() {
  const { view, frame } = usePortal();
  const { returnUrl } = view.session;
  const { loginUrl, name: merchant } = frame;
  const t = useTranslations();
  if (loginUrl !== null) {
    return (
      <Button className="mt-3" onClick={() => signIn(loginUrl)}>
        {t("frame.signInAgain")}
      </Button>
    );
  }
  return (
    <>
      <p className="mt-1">{t("frame.wayOn", { merchant })}</p>
      {returnUrl !== null && (
        <a href={returnUrl} className={buttonStyle("plain", "mt-3")}>
          {t("frame.returnTo", { merchant })}
        </a>
      )}
    </>
  );
}

function signIn(loginUrl: string): void {
  const { pathname, search } = window.location;
  window.location.assign(`${loginUrl}?next=${encodeURIComponent(pathname + search)}`);
}
