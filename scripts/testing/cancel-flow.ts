import type { Flow } from "@/lib/portal/flow";

/** A session's cancel flow for a subscription, with a retention offer where a coupon is given. */
export function cancelFlow(subscription: string, coupon: string | null = null): Flow {
  const retention = { type: "coupon_offer" as const, coupon_offer: { coupon: coupon ?? "" } };
  return {
    type: "subscription_cancel",
    after_completion: { type: "portal_homepage", hosted_confirmation: null, redirect: null },
    customer_update: null,
    subscription_cancel: { subscription, retention: coupon === null ? null : retention },
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
  };
}
