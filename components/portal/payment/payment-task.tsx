"use client";

import type { Route } from "next";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Card, EmptyCard } from "@/components/ui/card";
import { nextPath } from "@/lib/portal/next-path";
import type { PaymentMethodView } from "@/lib/portal/view";
import { LiveLine } from "../home/live-line";
import { usePortal } from "../portal-context";
import { TaskHeader } from "../task/task-header";
import { useWords } from "../use-words";
import { AddPaymentMethod } from "./add-payment-method";
import { PaymentMethodRow } from "./payment-method-row";

type Props = {
  readonly methods: readonly PaymentMethodView[];
  /** The page of ours to go on with once there is another one. */
  readonly next: string | null;
};

/** Which payment methods there are, which one is charged, and adding another. */
export function PaymentTask({ methods, next }: Props) {
  const { frame } = usePortal();
  const t = useTranslations("payment");
  const { method } = useWords();
  const [made, setMade] = useState<string | null>(null);
  const before = nextPath(frame.base, next) as Route | null;
  const back = before === null ? null : { href: before, text: t("back") };
  return (
    <>
      <TaskHeader heading={t("heading")} {...(back === null ? {} : { back })}>
        <p>{t("hint", { merchant: frame.name })}</p>
      </TaskHeader>
      {methods.length === 0 ? (
        <EmptyCard title={t("empty")} hint={t("emptyHint", { merchant: frame.name })} />
      ) : (
        <Card>
          <ul className="divide-y divide-line">
            {methods.map((one) => (
              <PaymentMethodRow key={one.id} method={one} onDefault={() => setMade(method(one))} />
            ))}
          </ul>
        </Card>
      )}
      <div className={made === null ? undefined : "mt-3"}>
        <LiveLine
          text={made === null ? null : t("madeDefault", { method: made })}
          onDismiss={() => setMade(null)}
        />
      </div>
      <div className="mt-6">
        <AddPaymentMethod next={next} />
      </div>
    </>
  );
}
