"use client";

import { useTranslations } from "use-intl/react";
import { EmptyCard } from "@/components/ui/card";
import type { SubscriptionView } from "@/lib/portal/view";
import { CancelInstructions } from "./cancel-instructions";
import { usePortal } from "./portal-context";
import { Section } from "./section";
import { SubscriptionCard } from "./subscription-card";

/** True while there is something to cancel. */
function goesOn({ horizon }: SubscriptionView): boolean {
  return horizon.kind !== "ends" && horizon.kind !== "ended";
}

export function SubscriptionSection() {
  const { view, frame } = usePortal();
  const t = useTranslations("subscription");
  const merchant = frame.name;
  return (
    <Section id="subscriptions" heading={t("heading")}>
      {view.subscriptions.length === 0 ? (
        <EmptyCard title={t("empty")} hint={t("emptyHint", { merchant })} />
      ) : (
        <ul className="flex flex-col gap-4">
          {view.subscriptions.map((subscription) => (
            <li key={subscription.id}>
              <SubscriptionCard subscription={subscription} />
            </li>
          ))}
        </ul>
      )}
      {view.cancelInstructions !== null && view.subscriptions.some(goesOn) && (
        <div className="mt-4">
          <CancelInstructions text={view.cancelInstructions} level="h3" />
        </div>
      )}
      {view.hasMoreSubscriptions && (
        <p className="mt-3 text-sm text-soft">{t("more", { merchant })}</p>
      )}
    </Section>
  );
}
