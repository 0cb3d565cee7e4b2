"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { SubscriptionView } from "@/lib/portal/view";
import { ProblemNotice } from "../task/problem-notice";
import { useAction } from "../task/use-action";
import { useWords } from "../use-words";

type Props = { readonly setup: string; readonly subscription: SubscriptionView };

/** A subscription that is charged to a payment method of its own, and having it charged to the new one too. */
export function MoveSubscription({ setup, subscription }: Props) {
  const { id, name, paymentMethod } = subscription;
  const t = useTranslations("payment");
  const { method } = useWords();
  const { phase, run } = useAction("use_payment_method");
  const start = () => run({ input: { setup, subscription: id } });
  const busy = phase.kind === "sending" || phase.kind === "checking";
  return (
    <li>
      <Card className="flex flex-wrap items-center justify-between gap-3 px-5 py-3">
        <div>
          <p className="font-medium">{name}</p>
          {paymentMethod !== null && (
            <p className="text-sm text-soft">{t("chargedTo", { method: method(paymentMethod) })}</p>
          )}
        </div>
        <Button busy={busy} onClick={start}>
          {t("useHere")}
        </Button>
        {phase.kind === "failed" && <ProblemNotice error={phase.error} onRetry={start} />}
      </Card>
    </li>
  );
}
