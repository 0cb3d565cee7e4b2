import { type ErrorCode, PorticoError } from "../../errors";
import type { Expected } from "../../portal/preview";
import type { Snapshot, SubscriptionFact } from "../../portal/snapshot";
import { cancellationTime } from "../../portal/subscription-state";
import type { Allowance, PortalView, ReasonCode, SubscriptionView } from "../../portal/view";

/** The subscription of this view. Throws `resource_missing` for unknown and foreign ids alike. */
export function requireSubscription(view: PortalView, id: string): SubscriptionView {
  const found = view.subscriptions.find((subscription) => subscription.id === id);
  if (found !== undefined) return found;
  throw new PorticoError("resource_missing", {
    param: "subscription",
    message: `No such subscription: '${id}'`,
  });
}

/** The same subscription as Stripe told it. Throws like requireSubscription. */
export function requireFact(snapshot: Snapshot, id: string): SubscriptionFact {
  const found = snapshot.subscriptions.data.find((subscription) => subscription.id === id);
  if (found !== undefined) return found;
  throw new PorticoError("resource_missing", { param: "subscription" });
}

/** What the configuration or the session forbids answers 403; what Stripe's state forbids answers 409. */
const codes: Partial<Record<ReasonCode, ErrorCode>> = {
  feature_disabled: "feature_disabled",
  read_only: "feature_disabled",
  outside_flow: "flow_step_invalid",
  flow_completed: "flow_step_invalid",
  no_offer: "offer_invalid",
  offer_used: "offer_used",
  discount_exists: "discount_exists",
  nothing_due: "invoice_state",
  stripe_unreachable: "stripe_unavailable",
};

/** Gives the terms of an allowed action; throws the refusal of any other, its reason in `extra`. */
export function requireAllowance<Terms>(allowance: Allowance<Terms>): { allowed: true } & Terms {
  if (allowance.allowed) return allowance;
  const { reason } = allowance;
  throw new PorticoError(codes[reason] ?? "subscription_state", { extra: { reason } });
}

/** What Stripe holds about a subscription now, for the confirm to compare with. */
export function expectedOf(
  subscription: SubscriptionFact,
  { prorationDate, amount }: Pick<Expected, "prorationDate" | "amount">,
): Expected {
  return {
    items: subscription.items
      .map(({ id, price, quantity }) => `${id}:${price.id}:${quantity ?? ""}`)
      .sort(),
    status: subscription.status,
    cancelAt: cancellationTime(subscription),
    prorationDate,
    amount,
  };
}
