"use client";

import { useTranslations } from "use-intl/react";
import { buttonStyle } from "@/components/ui/button-style";
import type { PortalView } from "@/lib/portal/view";
import { usePortal } from "../portal-context";
import { Done } from "../task/done";
import { useOutdating } from "../task/use-outdating";

type Props = {
  /** What waits for the payment. */
  readonly subscription: string | null;
  /** The newest view that the action answered with, if it did. */
  readonly view: PortalView | undefined;
  /** What happens once it is paid. */
  readonly text: string;
  /** The page of the invoice, where it is known; left out: it is looked for. */
  readonly page?: string | null;
};

/** The bank wants the customer to confirm: done on the invoice's own page. The result follows here by itself. */
export function BankAsks({ subscription, view: answered, text, page }: Props) {
  const { view } = usePortal();
  const t = useTranslations("result");
  const outdate = useOutdating();
  const found = findPayUrl(answered ?? view, subscription) ?? findPayUrl(view, subscription);
  const url = page ?? found;
  const way = url !== null && (
    <a
      href={url}
      target="_blank"
      rel="noopener"
      className={buttonStyle("primary")}
      onClick={outdate}
    >
      {t("openInvoice")}
    </a>
  );
  return (
    <Done heading={t("actionHeading")} tone="warn" lead={way}>
      <p>{text}</p>
      {url === null && <p>{t("actionElsewhere")}</p>}
    </Done>
  );
}

/** The page of the invoice that waits: what the view points at, else the newest open one. */
export function findPayUrl({ attention, invoices }: PortalView, subscription: string | null) {
  const urls = attention.flatMap((item) =>
    "payUrl" in item && item.subscriptionId === subscription ? [item.payUrl] : [],
  );
  const open = invoices?.list.find(
    ({ status, subscriptionId }) => status === "open" && subscriptionId === subscription,
  );
  return urls[0] ?? open?.hostedUrl ?? null;
}
