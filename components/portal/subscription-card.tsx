"use client";

import { useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import type { Horizon, ItemView, SubscriptionView } from "@/lib/portal/view";
import { HorizonLine } from "./horizon-line";
import { LiveLine } from "./live-line";
import { StatusPill } from "./status-pill";
import { SubscriptionActions } from "./subscription-actions";
import { useWords } from "./use-words";

type Props = { readonly subscription: SubscriptionView };

/** One subscription: what it is, what it costs, what happens next, what can be done. */
export function SubscriptionCard({ subscription }: Props) {
  const t = useTranslations("subscription");
  const [undone, setUndone] = useState(false);
  const { method } = useWords();
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const finishUndo = () => {
    setUndone(true);
    title.current?.focus();
  };
  const { name, items, horizon, paymentMethod } = subscription;
  const [item] = items;
  const ended = horizon.kind === "ended";
  return (
    <Card className={cx("px-5 py-5", ended && "shadow-none")}>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h3
          id={titleId}
          ref={title}
          tabIndex={-1}
          className="min-w-0 font-semibold text-[1.0625rem] tracking-tight"
        >
          {name}
        </h3>
        <StatusPill subscription={subscription} />
      </div>
      {items.length > 1 ? <Items items={items} /> : item && <Price item={item} />}
      {horizon.kind !== "unknown" && (
        <p className="mt-3 text-base text-soft">
          <HorizonLine horizon={horizon} />
          {paymentMethod && isCharged(horizon) && (
            <span className="whitespace-nowrap"> · {method(paymentMethod)}</span>
          )}
        </p>
      )}
      <SubscriptionActions subscription={subscription} titleId={titleId} onUndone={finishUndo} />
      <div className={cx(undone && "mt-4")}>
        <LiveLine text={undone ? t("undone", { name }) : null} onDismiss={() => setUndone(false)} />
      </div>
    </Card>
  );
}

/** Whether a payment is ahead that the card is asked for. */
function isCharged({ kind }: Horizon): boolean {
  return kind === "renews" || kind === "trial_until" || kind === "changes";
}

function Price({ item }: { item: ItemView }) {
  const { price } = useWords();
  return <p className="mt-0.5 text-soft tabular-nums">{price(item)}</p>;
}

function Items({ items }: { items: readonly ItemView[] }) {
  const t = useTranslations("subscription");
  const { price } = useWords();
  return (
    <ul aria-label={t("items")} className="mt-3 divide-y divide-line border-line border-y text-sm">
      {items.map((item) => (
        <li key={item.id} className="flex flex-wrap justify-between gap-x-4 py-2">
          <span>{item.productName}</span>
          <span className="text-soft tabular-nums">{price(item)}</span>
        </li>
      ))}
    </ul>
  );
}
