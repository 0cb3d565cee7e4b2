import type { PaymentMethodView, PortalView, ReasonCode } from "./view";

/** The same view with every action refused for `reason`, but for those that `isLeft` spares. */
export function refuseEverything(
  view: PortalView,
  reason: ReasonCode,
  isLeft: (action: string, subscription: string | null) => boolean = () => false,
): PortalView {
  return {
    ...view,
    actions: refuseAll(view.actions, null),
    addPaymentMethod: isLeft("add_payment_method", null)
      ? view.addPaymentMethod
      : { allowed: false, reason },
    subscriptions: view.subscriptions.map((subscription) => ({
      ...subscription,
      paymentMethod: subscription.paymentMethod && refuseMethod(subscription.paymentMethod),
      actions: refuseAll(subscription.actions, subscription.id),
    })),
    paymentMethods: view.paymentMethods?.map(refuseMethod) ?? null,
    billing: view.billing && { ...view.billing, actions: refuseAll(view.billing.actions, null) },
    invoices: view.invoices && {
      ...view.invoices,
      list: view.invoices.list.map((invoice) => ({
        ...invoice,
        actions: refuseAll(invoice.actions, null),
      })),
    },
  };

  function refuseMethod(method: PaymentMethodView): PaymentMethodView {
    return { ...method, actions: refuseAll(method.actions, null) };
  }

  function refuseAll<Actions extends object>(
    actions: Actions,
    subscription: string | null,
  ): Actions {
    const refused = Object.keys(actions)
      .filter((action) => !isLeft(action, subscription))
      .map((action) => [action, { allowed: false, reason }] as const);
    return { ...actions, ...Object.fromEntries(refused) };
  }
}
