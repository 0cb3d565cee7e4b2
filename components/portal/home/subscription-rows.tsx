"use client";

import { Card } from "@/components/ui/card";
import type { SubscriptionView } from "@/lib/portal/view";
import { SubscriptionRow } from "./subscription-row";

/** Many subscriptions, a line each. */
export function SubscriptionRows({ list }: { readonly list: readonly SubscriptionView[] }) {
  return (
    <Card className="overflow-clip">
      <ul className="divide-y divide-line">
        {list.map((subscription) => (
          <li key={subscription.id}>
            <SubscriptionRow subscription={subscription} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
