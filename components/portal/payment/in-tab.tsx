"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { Notice } from "@/components/ui/notice";
import { paymentPath } from "../paths";
import { usePortal } from "../portal-context";
import { useSetupDone } from "./use-setup-done";

/** A visit of Stripe's page that was begun. */
export type Away = { readonly url: string; readonly setup: string };

type Props = {
  readonly away: Away;
  /** The page of ours that is gone on with then. */
  readonly next: string | null;
};

/**
 * Leads to Stripe's page in a tab of its own, and goes on once the payment method was given there. The link is the
 * customer's own click: a tab that a page opens by itself is refused by browsers.
 */
export function InTab({ away: { url, setup }, next }: Props) {
  const { frame } = usePortal();
  const router = useRouter();
  const t = useTranslations("payment");
  const [isOpened, setOpened] = useState(false);
  const isDone = useSetupDone(setup, isOpened);
  const query = new URLSearchParams({ setup, ...(next === null ? {} : { next }) });
  const onwards = `${paymentPath(frame.base)}?${query}` as Route;
  useEffect(() => {
    if (isDone) router.replace(onwards);
  }, [isDone, onwards, router]);
  return (
    <Notice tone="plain">
      <p>{t("inTab")}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <a
          href={url}
          target="_blank"
          rel="noopener"
          onClick={() => setOpened(true)}
          className={buttonStyle(isOpened ? "plain" : "primary")}
        >
          {t("openTab")}
        </a>
        <Button onClick={() => router.replace(onwards)}>{t("haveAdded")}</Button>
      </div>
      <p role="status" className="mt-3 empty:hidden">
        {isOpened && t("awaiting")}
      </p>
    </Notice>
  );
}
