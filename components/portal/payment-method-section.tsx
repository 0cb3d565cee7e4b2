"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Card, EmptyCard } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import type { PaymentMethodView } from "@/lib/portal/view";
import { LiveLine } from "./live-line";
import { PaymentMethodRow } from "./payment-method-row";
import { usePortal } from "./portal-context";
import { Section } from "./section";
import { useWords } from "./use-words";

type Props = { readonly methods: readonly PaymentMethodView[] };

export function PaymentMethodSection({ methods }: Props) {
  const { frame } = usePortal();
  const t = useTranslations("payment");
  const { method } = useWords();
  const [made, setMade] = useState<string | null>(null);
  return (
    <Section id="payment-methods" heading={t("heading")}>
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
      <div className={cx(made !== null && "mt-3")}>
        <LiveLine
          text={made === null ? null : t("madeDefault", { method: made })}
          onDismiss={() => setMade(null)}
        />
      </div>
    </Section>
  );
}
