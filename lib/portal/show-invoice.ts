import type { PortalConfiguration } from "./configuration";
import type { InvoiceFact, SubscriptionFact } from "./snapshot";

/**
 * Whether a customer may see an invoice, in the list and as a document. Drafts are Stripe's business until
 * they are finalised; with the scope `subscription` only those of the subscriptions in view are shown.
 */
export function isInvoiceShown(
  invoice: InvoiceFact,
  subscriptions: readonly Pick<SubscriptionFact, "id">[],
  configuration: PortalConfiguration,
): boolean {
  if (invoice.status === "draft") return false;
  if (invoiceScope(configuration) === "all") return true;
  return subscriptions.some(({ id }) => id === invoice.subscriptionId);
}

/** What can be said before the subscriptions are known: an invoice of none is in scope only of `all`. */
export function mayBeInScope(
  { subscriptionId }: Pick<InvoiceFact, "subscriptionId">,
  configuration: PortalConfiguration,
): boolean {
  return invoiceScope(configuration) === "all" || subscriptionId !== null;
}

export function invoiceScope({ portico }: PortalConfiguration): "all" | "subscription" {
  return portico.invoice_history.scope;
}
