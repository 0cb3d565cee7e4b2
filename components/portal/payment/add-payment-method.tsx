"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import type { MerchantFrame } from "@/lib/portal/frame";
import type { ActionAnswer } from "@/lib/portal/outcome";
import { isEmbed, paymentPath } from "../paths";
import { usePortal } from "../portal-context";
import { Failure } from "../task/failure";
import { useAction } from "../task/use-action";
import { type Away, InTab } from "./in-tab";

/** Where Stripe's page leads back to: an iframe's customer gives the card in a tab of its own. */
function returnPage({ base, segment }: MerchantFrame): string {
  return isEmbed(base) ? `/p/${segment}/added` : paymentPath(base);
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
