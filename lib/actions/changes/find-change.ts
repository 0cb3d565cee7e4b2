import type { Snapshot, SubscriptionFact } from "../../portal/snapshot";
import type { StripeCall } from "../calls/stripe-call";
import { requireFact } from "../checks/find-in-view";

type Update = Extract<StripeCall, { method: "subscriptions.update" }>;
type Later = Extract<StripeCall, { method: "subscription_schedules.change_at_period_end" }>;

/** Whether Stripe's present state shows a change of items as it was planned: made, or written down for later. */
export function isChanged(snapshot: Snapshot, call: StripeCall): boolean {
  switch (call.method) {
    case "subscriptions.update":
      return isMade(requireFact(snapshot, call.id), call);
    case "subscription_schedules.change_at_period_end":
      return isWaiting(requireFact(snapshot, call.id), call);
    default:
      return false;
  }
}

function isMade({ items }: SubscriptionFact, { params }: Update): boolean {
  return (params.items ?? []).every(({ id, price, quantity, deleted }) => {
    const found = items.find((item) =>
      id === undefined ? item.price.id === price : item.id === id,
    );
    if (deleted === true) return found === undefined;
    return (
      found !== undefined &&
      (price === undefined || found.price.id === price) &&
      (quantity === undefined || found.quantity === quantity)
    );
  });
}

function isWaiting({ scheduled }: SubscriptionFact, { params }: Later): boolean {
  if (scheduled?.isOurs !== true || scheduled.items.length !== params.items.length) return false;
  return params.items.every(({ price, quantity = null }) =>
    scheduled.items.some((item) => item.priceId === price && item.quantity === quantity),
  );
}
