import type { PortalView } from "./view";

const refusal = { allowed: false, reason: "stripe_unreachable" } as const;

/** The same view with every action refused: what is shown while Stripe cannot be reached. */
export function refuseEverything(view: PortalView): PortalView {
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
