import { isOfService } from "./narrow-service";
import type { SessionScope } from "./session-scope";
import { type InvoiceLimits, isInvoiceShown } from "./show-invoice";
import type { Snapshot, SubscriptionFact } from "./snapshot";

/** As much of a customer's billing as a session may show: the view, and so every action, is made of nothing else. */
export function narrowSnapshot(snapshot: Snapshot, limits: InvoiceLimits): Snapshot {
  const { scope } = limits;
  const { subscriptions, invoices, upcoming } = snapshot;
  const shown = subscriptions.data.filter((subscription) =>
    isInView(subscription, scope, snapshot),
  );
  return {
    ...snapshot,
    subscriptions: {
      ...subscriptions,
      data: shown,
      ...(scope.subscriptionId === null ? {} : { hasMore: false, next: null }),
    },
    invoices: {
      ...invoices,
      data: invoices.data.filter((invoice) => isInvoiceShown(invoice, shown, limits)),
    },
    ...(scope.prices === null ? {} : { choosable: scope.prices }),
    upcoming: upcoming.filter(({ subscriptionId }) =>
      shown.some(({ id }) => id === subscriptionId),
    ),
  };
}

/** Whether a session shows this subscription. */
export function isInView(
  subscription: SubscriptionFact,
  scope: SessionScope,
  sold: Pick<Snapshot, "service" | "products">,
): boolean {
  const { subscriptionId, onBehalfOf: account } = scope;
  return (
    (subscriptionId === null || subscription.id === subscriptionId) &&
    (account === null || subscription.onBehalfOf === account) &&
    isOfService(subscription, scope, sold)
  );
}
