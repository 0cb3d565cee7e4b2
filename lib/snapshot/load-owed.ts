import type Stripe from "stripe";
import type { InvoiceFact, SubscriptionFact, Window } from "../portal/snapshot";
import { isOwing } from "../portal/subscription-state";
import { loadTarget, type Owner } from "./load-target";

/** So many are read beside the window at the most. */
const mostOwed = 10;

/**
 * The newest invoices of subscriptions that wait for a payment, where the window of invoices does not reach back to
 * them: the way to pay must be there however many came after. Nothing is asked where none is missing.
 */
export async function loadOwed(
  stripe: Stripe,
  owner: Owner,
  subscriptions: readonly SubscriptionFact[],
  { data }: Window<InvoiceFact>,
): Promise<InvoiceFact[]> {
  const wanted = subscriptions
    .filter(isWaiting)
    .filter(({ id }) => !data.some((one) => one.subscriptionId === id && one.status === "open"))
    .flatMap(({ latestInvoiceId: invoice }) => invoice ?? []);
  const missing = [...new Set(wanted)].slice(0, mostOwed);
  const found = await Promise.all(missing.map((id) => loadTarget(stripe, owner, id)));
  return found.flatMap((target) => (target?.kind === "invoice" ? target.value : []));
}

function isWaiting(subscription: SubscriptionFact): boolean {
  const { status, pendingUpdate } = subscription;
  return isOwing(subscription) || status === "incomplete" || pendingUpdate !== null;
}
