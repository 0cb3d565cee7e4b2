"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { Notice } from "@/components/ui/notice";
import type { MerchantFrame } from "@/lib/portal/frame";
import type { ActionAnswer } from "@/lib/portal/outcome";
import { paymentPath } from "../paths";
import { usePortal } from "../portal-context";
import { Failure } from "../task/failure";
import { useAction } from "../task/use-action";

/** Where Stripe's page leads back to: an iframe's customer gives the card in a tab of its own. */
function returnPage({ base, segment }: MerchantFrame): string {
  return isEmbed(base) ? `/p/${segment}/added` : paymentPath(base);
}

function isEmbed(base: string): boolean {
  return base.startsWith("/embed/");
}

type Props = {
  /** The page of ours that is gone on with once there is a payment method: a path, as the browser has it. */
  readonly next?: string | null;
};

/** Leads to Stripe's page, where a payment method is given. No card passes here. */
export function AddPaymentMethod({ next = null }: Props) {
  const { frame } = usePortal();
  const t = useTranslations("payment");
  const [away, setAway] = useState<Away | null>(null);
  const { phase, run } = useAction("add_payment_method", leave);
  const inTab = isEmbed(frame.base);
  const isBusy = phase.kind === "sending" || phase.kind === "checking" || away !== null;

  function leave({ url, setup }: ActionAnswer) {
    if (url === undefined || setup === undefined) return;
    setAway({ url, setup });
    if (!inTab) window.location.assign(url);
  }
  const start = () => {
    const page = returnPage(frame);
    run({ input: { page, ...(next === null || inTab ? {} : { next }) } });
  };
  if (inTab && away !== null) return <InTab away={away} next={next} />;
  return (
    <>
      <Failure error={phase.kind === "failed" ? phase.error : null} />
      <Button tone="primary" busy={isBusy} onClick={start}>
        {isBusy ? t("adding") : t("add")}
      </Button>
      <p className="mt-2 text-faint text-sm">{t("addHint")}</p>
    </>
  );
}

type Away = { readonly url: string; readonly setup: string };

/** The link is the customer's own click: a tab that a page opens by itself is refused by browsers. */
function InTab({ away, next }: { away: Away; next: string | null }) {
  const { frame } = usePortal();
  const router = useRouter();
  const t = useTranslations("payment");
  const query = new URLSearchParams({ setup: away.setup, ...(next === null ? {} : { next }) });
  const onwards = `${paymentPath(frame.base)}?${query}` as Route;
  return (
    <Notice tone="plain">
      <p>{t("inTab")}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <a href={away.url} target="_blank" rel="noopener" className={buttonStyle("primary")}>
          {t("openTab")}
        </a>
        <Button onClick={() => router.replace(onwards)}>{t("haveAdded")}</Button>
      </div>
    </Notice>
  );
}
