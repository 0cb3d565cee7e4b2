import type { PortalView, ReasonCode } from "./view";

/** The same view with every action refused for `reason`: Stripe cannot be reached, or the session only looks. */
export function refuseEverything(
  view: PortalView,
  reason: Extract<ReasonCode, "stripe_unreachable" | "read_only">,
): PortalView {
  const refusal = { allowed: false, reason } as const;
  return {
    ...view,
    subscriptions: view.subscriptions.map((subscription) => ({
      ...subscription,
      actions: { change_plan: refusal, cancel_subscription: refusal, undo_cancel: refusal },
    })),
    paymentMethods:
      view.paymentMethods?.map((method) => ({
        ...method,
        actions: { set_default_payment_method: refusal },
      })) ?? null,
    billing: view.billing && { ...view.billing, actions: { update_customer: refusal } },
  };
}
