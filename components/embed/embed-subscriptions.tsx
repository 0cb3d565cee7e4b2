"use client";

import { useSearchParams } from "next/navigation";
import { SubscriptionList } from "@/components/portal/home/subscription-list";
import { readSubscriptionPage } from "@/components/portal/view-part";

/** All subscriptions, a page at a time. */
export function EmbedSubscriptions() {
  const address = useSearchParams();
  return <SubscriptionList page={readSubscriptionPage(Object.fromEntries(address))} />;
}
