import type { SessionScope } from "./session-scope";
import { type InvoiceLimits, isInvoiceShown } from "./show-invoice";
import type { Snapshot, SubscriptionFact } from "./snapshot";

/** As much of a customer's billing as a session may show: the view, and so every action, is made of nothing else. */
export function narrowSnapshot(snapshot: Snapshot, limits: InvoiceLimits): Snapshot {
  const { scope } = limits;
  const { subscriptions, invoices, upcoming } = snapshot;
  const shown = subscriptions.data.filter((subscription) => isInView(subscription, scope));
  return {
    ...snapshot,
    subscriptions: {
      data: shown,
      hasMore: subscriptions.hasMore && scope.subscriptionId === null,
    },
    invoices: {
      ...invoices,
      data: invoices.data.filter((invoice) => isInvoiceShown(invoice, shown, limits)),
    },
    upcoming: upcoming.filter(({ subscriptionId }) =>
      shown.some(({ id }) => id === subscriptionId),
    ),
  };
}

/** Whether a session shows this subscription. */
export function isInView(
  { id, onBehalfOf }: SubscriptionFact,
  { subscriptionId, onBehalfOf: account }: SessionScope,
): boolean {
  return (
    (subscriptionId === null || id === subscriptionId) &&
    (account === null || onBehalfOf === account)
  );
}
