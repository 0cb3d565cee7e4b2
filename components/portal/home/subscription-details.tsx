"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { cx } from "@/components/ui/cx";
import type { DiscountView, Horizon, ItemView, SubscriptionView } from "@/lib/portal/view";
import { useCouponWords } from "../coupon/use-coupon-words";
import { useWords } from "../use-words";
import { HorizonLine } from "./horizon-line";
import { LiveLine } from "./live-line";
import { SubscriptionActions } from "./subscription-actions";
import { WhyNot } from "./why-not";

type Props = {
  readonly subscription: SubscriptionView;
  /** The id of what names it. */
  readonly titleId: string;
  /** Called when something scheduled was taken back: what had the focus is gone. */
  readonly onUndone: () => void;
};

/** What a subscription consists of, what happens next, and what can be done with it. */
export function SubscriptionDetails({ subscription, titleId, onUndone }: Props) {
  const t = useTranslations("subscription");
  const [undone, setUndone] = useState<"undone" | "changeUndone" | null>(null);
  const { name, items, discounts } = subscription;
  const finishUndo = (what: "undone" | "changeUndone") => {
    setUndone(what);
    onUndone();
  };
  return (
    <>
      <Parts items={items} />
      <Discounts discounts={discounts} />
      <Ahead subscription={subscription} />
      <SubscriptionActions subscription={subscription} titleId={titleId} onUndone={finishUndo} />
      <div className={cx(undone !== null && "mt-4")}>
        <LiveLine
          text={undone === null ? null : t(undone, { name })}
          onDismiss={() => setUndone(null)}
        />
      </div>
      <WhyNot subscription={subscription} />
    </>
  );
}

function Ahead({
  subscription: { horizon, paymentMethod, collectionMethod },
}: Pick<Props, "subscription">) {
  const t = useTranslations("subscription");
  const { method } = useWords();
  if (horizon.kind === "unknown") return null;
  const isInvoiced = collectionMethod === "send_invoice";
  const paid = isInvoiced ? t("byInvoice") : paymentMethod && method(paymentMethod);
  return (
    <p className="mt-3 text-base text-soft">
      <HorizonLine horizon={horizon} />
      {paid && isCharged(horizon) && <span className="whitespace-nowrap"> · {paid}</span>}
    </p>
  );
}

/** Whether a payment is ahead. */
function isCharged({ kind }: Horizon): boolean {
  return kind === "renews" || kind === "trial_until" || kind === "changes";
}

function Parts({ items }: { items: readonly ItemView[] }) {
  const t = useTranslations("subscription");
  const { price } = useWords();
  const [only, ...others] = items;
  if (only === undefined) return null;
  if (others.length === 0) return <p className="mt-0.5 text-soft tabular-nums">{price(only)}</p>;
  return (
    <ul aria-label={t("items")} className="mt-3 divide-y divide-line border-line border-y text-sm">
      {items.map((item) => (
        <li key={item.id} className="flex flex-wrap justify-between gap-x-4 py-2">
          <span className="wrap-anywhere">{item.productName}</span>
          <span className="text-soft tabular-nums">{price(item)}</span>
        </li>
      ))}
    </ul>
  );
}

function Discounts({ discounts }: { discounts: readonly DiscountView[] }) {
  const t = useTranslations("subscription");
  const { say } = useCouponWords();
  const { date } = useWords();
  return discounts.map(({ id, coupon, endsAt }) => {
    const discount = [coupon.name, say(coupon)].filter(Boolean).join(": ");
    return (
      <p key={id} className="mt-2 text-good text-sm">
        {endsAt === null ? discount : t("discountUntil", { discount, date: date(endsAt) })}
      </p>
    );
  });
}
