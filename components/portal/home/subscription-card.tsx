"use client";

import { useId, useRef } from "react";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import type { SubscriptionView } from "@/lib/portal/view";
import { StatusPill } from "./status-pill";
import { SubscriptionDetails } from "./subscription-details";

type Props = { readonly subscription: SubscriptionView };

/** One subscription: what it is, what it costs, what happens next, what can be done. */
export function SubscriptionCard({ subscription }: Props) {
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const ended = subscription.horizon.kind === "ended";
  return (
    <Card className={cx("px-5 py-5", ended && "shadow-none")}>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h3
          id={titleId}
          ref={title}
          tabIndex={-1}
          className="min-w-0 font-semibold text-[1.0625rem] tracking-tight wrap-anywhere"
        >
          {subscription.name}
        </h3>
        <StatusPill subscription={subscription} />
      </div>
      <SubscriptionDetails
        subscription={subscription}
        titleId={titleId}
        onUndone={() => title.current?.focus()}
      />
    </Card>
  );
}
