"use client";

import { useTranslations } from "use-intl/react";
import { buttonStyle } from "@/components/ui/button-style";
import type { PortalView, SubscriptionView } from "@/lib/portal/view";
import { findPayUrl } from "../pay/bank-asks";
import { usePortal } from "../portal-context";
import { Done } from "../task/done";
import { useOutdating } from "../task/use-outdating";

type Props = {
  readonly subscription: SubscriptionView;
  /** The newest view that the action answered with, if it did. */
  readonly view: PortalView | undefined;
};

/** Declined or waiting for the bank: it stays paused until its invoice is paid, which is done on that one's page. */
export function ResumeWaits({ subscription: { id, name }, view: answered }: Props) {
  const { view } = usePortal();
  const t = useTranslations();
  const outdate = useOutdating();
  const url = findPayUrl(answered ?? view, id) ?? findPayUrl(view, id);
  return (
    <Done heading={t("resume.waitingHeading", { name })} tone="warn">
      <p>{t("resume.waitingBody")}</p>
      {url !== null && (
        <p className="mt-4">
          <a
            href={url}
            target="_blank"
            rel="noopener"
            className={buttonStyle("primary")}
            onClick={outdate}
          >
            {t("result.openInvoice")}
          </a>
        </p>
      )}
    </Done>
  );
}
