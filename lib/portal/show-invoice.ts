import type { PortalConfiguration } from "./configuration";
import type { SessionScope } from "./session-scope";
import type { InvoiceFact, SubscriptionFact } from "./snapshot";

/** What decides which invoices a session shows. */
export type InvoiceLimits = {
  readonly configuration: PortalConfiguration;
  readonly scope: SessionScope;
};

/**
 * Whether a customer may see an invoice, in the list and as a document. Drafts are Stripe's business until
 * they are finalised; with the scope `subscription` only those of the subscriptions in scope are shown. `inView` are
 * those that were read, which decides in a session that is made for one service.
 */
export function isInvoiceShown(
  invoice: InvoiceFact,
  inView: readonly Pick<SubscriptionFact, "id">[],
  limits: InvoiceLimits,
): boolean {
  if (invoice.status === "draft" || !mayBeInScope(invoice, limits)) return false;
  if (invoiceScope(limits) === "all" || isWhole(limits.scope)) return true;
  return inView.some(({ id }) => id === invoice.subscriptionId);
}

/** Where the session leaves nothing out, each of the customer's subscriptions is in view, whether it was read or not. */
function isWhole({ subscriptionId, onBehalfOf, service }: SessionScope): boolean {
  return subscriptionId === null && onBehalfOf === null && service === null;
}

/** What can be said before the subscriptions are known: an invoice of none is in scope only of `all`. */
export function mayBeInScope(
  { subscriptionId, onBehalfOf }: Pick<InvoiceFact, "subscriptionId" | "onBehalfOf">,
  limits: InvoiceLimits,
): boolean {
  const { scope } = limits;
  if (scope.onBehalfOf !== null && onBehalfOf !== scope.onBehalfOf) return false;
  if (scope.subscriptionId !== null) return subscriptionId === scope.subscriptionId;
  return invoiceScope(limits) === "all" || subscriptionId !== null;
}

/** Of which subscriptions invoices are shown: of those in view where the session is made for some of them, whatever is configured. */
export function invoiceScope({ configuration, scope }: InvoiceLimits): "all" | "subscription" {
  return scope.subscriptionId === null && scope.service === null
    ? configuration.portico.invoice_history.scope
    : "subscription";
}

/** Whether its PDF is handed out. A void one is as if it had never been: nobody is to take it for a bill. */
export function hasDocument({ status, pdfUrl }: Pick<InvoiceFact, "status" | "pdfUrl">): boolean {
  return pdfUrl !== null && status !== "void";
}
