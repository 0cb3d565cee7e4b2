import type Stripe from "stripe";
import { PorticoError } from "../errors";
import type { InvoiceFact, PaymentMethodFact, SubscriptionFact } from "../portal/snapshot";
import { stripeIds } from "../portal/stripe-ids";
import { read } from "../stripe/call";
import { idOf, toInvoice, toPaymentMethod, toSubscription } from "../stripe/reshape";
import { withSchedules } from "./with-schedules";

export type Target =
  | { readonly kind: "subscription"; readonly value: SubscriptionFact }
  | { readonly kind: "payment_method"; readonly value: PaymentMethodFact }
  | { readonly kind: "invoice"; readonly value: InvoiceFact };

/**
 * The one object an action names, retrieved by id and given only when it is this customer's.
 * Null for unknown, foreign and malformed ids alike: nobody learns which.
 */
export async function loadTarget(
  stripe: Stripe,
  customerId: string,
  id: string,
): Promise<Target | null> {
  try {
    return await retrieve(stripe, customerId, id);
  } catch (error) {
    if (error instanceof PorticoError && error.code === "resource_missing") return null;
    throw error;
  }
}

async function retrieve(stripe: Stripe, customerId: string, id: string): Promise<Target | null> {
  if (stripeIds.subscription.test(id)) {
    const found = await withSchedules("schedule", (shown) =>
      stripe.subscriptions.retrieve(id, shown),
    );
    if (idOf(found.customer) !== customerId) return null;
    return { kind: "subscription", value: toSubscription(found) };
  }
  if (stripeIds.invoice.test(id)) {
    const found = await read(() => stripe.invoices.retrieve(id));
    if (idOf(found.customer) !== customerId) return null;
    return { kind: "invoice", value: toInvoice(found) };
  }
  if (stripeIds.paymentMethod.test(id)) {
    const found = await read(() => stripe.paymentMethods.retrieve(id));
    if (idOf(found.customer) !== customerId) return null;
    return { kind: "payment_method", value: toPaymentMethod(found) };
  }
  return null;
}
