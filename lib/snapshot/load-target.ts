import type Stripe from "stripe";
import { PorticoError } from "../errors";
import type { SessionScope } from "../portal/session-scope";
import type { InvoiceFact, PaymentMethodFact, SubscriptionFact } from "../portal/snapshot";
import { stripeIds } from "../portal/stripe-ids";
import { read } from "../stripe/call";
import { idOf, toInvoice, toPaymentMethod, toSubscription } from "../stripe/reshape";
import { withSchedules } from "./with-schedules";

export type Target =
  | { readonly kind: "subscription"; readonly value: SubscriptionFact }
  | { readonly kind: "payment_method"; readonly value: PaymentMethodFact }
  | { readonly kind: "invoice"; readonly value: InvoiceFact };

/** Whose objects a session may have: a customer's, and of these maybe only a connected account's. */
export type Owner = {
  readonly customerId: string;
  readonly scope: Pick<SessionScope, "onBehalfOf">;
};

/**
 * The one object an action names, retrieved by id and given only when it is this owner's.
 * Null for unknown, foreign and malformed ids alike: nobody learns which.
 */
export async function loadTarget(stripe: Stripe, owner: Owner, id: string): Promise<Target | null> {
  try {
    return await retrieve(stripe, owner, id);
  } catch (error) {
    if (error instanceof PorticoError && error.code === "resource_missing") return null;
    throw error;
  }
}

async function retrieve(stripe: Stripe, owner: Owner, id: string): Promise<Target | null> {
  if (stripeIds.subscription.test(id)) {
    const found = await withSchedules("schedule", (shown) =>
      stripe.subscriptions.retrieve(id, shown),
    );
    if (!isOwned(found, owner)) return null;
    return { kind: "subscription", value: toSubscription(found) };
  }
  if (stripeIds.invoice.test(id)) {
    const found = await read(() => stripe.invoices.retrieve(id));
    if (!isOwned(found, owner)) return null;
    return { kind: "invoice", value: toInvoice(found) };
  }
  if (stripeIds.paymentMethod.test(id)) {
    const found = await read(() => stripe.paymentMethods.retrieve(id));
    if (idOf(found.customer) !== owner.customerId) return null;
    return { kind: "payment_method", value: toPaymentMethod(found) };
  }
  return null;
}

function isOwned(
  found: Pick<Stripe.Subscription | Stripe.Invoice, "customer" | "on_behalf_of">,
  { customerId, scope }: Owner,
): boolean {
  const { onBehalfOf } = scope;
  return (
    idOf(found.customer) === customerId &&
    (onBehalfOf === null || idOf(found.on_behalf_of) === onBehalfOf)
  );
}
