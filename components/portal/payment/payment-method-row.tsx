"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Pill } from "@/components/ui/pill";
import type { PaymentMethodView } from "@/lib/portal/view";
import { usePortal } from "../portal-context";
import { ProblemNotice } from "../task/problem-notice";
import { useAction } from "../task/use-action";
import { useWords } from "../use-words";
import { BrandBadge } from "./brand-badge";

type Props = { readonly method: PaymentMethodView; readonly onDefault: () => void };

/** One card or account: brand, last digits, expiry, and the way to make it the default. */
export function PaymentMethodRow({ method, onDefault }: Props) {
  const t = useTranslations("payment");
  const { phase, run } = useAction("set_default_payment_method", onDefault);
  const { brand, method: label } = useWords();
  const labelId = useId();
  const busy = phase.kind === "sending" || phase.kind === "checking";
  const start = () => run({ input: { payment_method: method.id } });
  const name = brand(method.brand, method.type);
  return (
    <li className="px-5 py-3">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 xs:gap-x-4">
        <BrandBadge brand={method.brand} type={method.type} />
        <div className="min-w-min flex-1">
          <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <span id={labelId} className="whitespace-nowrap font-medium tabular-nums">
              <span aria-hidden={method.last4 !== null || undefined}>{label(method)}</span>
              {method.last4 !== null && (
                <span className="sr-only">{t("spoken", { brand: name, last4: method.last4 })}</span>
              )}
            </span>
            {method.isDefault && <Pill>{t("default")}</Pill>}
          </p>
          <Expiry method={method} />
        </div>
        {method.actions.set_default_payment_method.allowed && (
          <Button
            tone="quiet"
            busy={busy}
            onClick={start}
            aria-describedby={labelId}
            className="-mr-3 ml-auto px-3 text-sm max-xs:px-2"
          >
            {busy ? t("makingDefault") : t("makeDefault")}
          </Button>
        )}
      </div>
      {phase.kind === "failed" && (
        <div className="mt-2 mb-1">
          <ProblemNotice error={phase.error} onRetry={start} />
        </div>
      )}
    </li>
  );
}

function Expiry({ method }: { method: PaymentMethodView }) {
  const { asOf } = usePortal().view;
  const t = useTranslations("payment");
  const { expiry } = useWords();
  const { expMonth, expYear } = method;
  if (expMonth === null || expYear === null) return null;
  const expired = Date.UTC(expYear, expMonth, 1) <= asOf * 1000;
  const date = expiry(expMonth, expYear);
  return (
    <p className={expired ? "font-medium text-bad text-sm" : "text-soft text-sm tabular-nums"}>
      {expired ? t("expired", { date }) : t("expires", { date })}
    </p>
  );
}
