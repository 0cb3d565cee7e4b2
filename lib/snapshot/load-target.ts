import type Stripe from "stripe";
import { PorticoError } from "../errors";
import type { SessionScope } from "../portal/session-scope";
import type {
  InvoiceFact,
  PaymentMethodFact,
  SetupFact,
  SubscriptionFact,
} from "../portal/snapshot";
import { stripeIds } from "../portal/stripe-ids";
import { read } from "../stripe/call";
import { idOf, toInvoice, toSubscription } from "../stripe/reshape";
import { toPaymentMethod } from "../stripe/reshape-method";
import { withSchedules } from "./with-schedules";

export type Target =
  | { readonly kind: "subscription"; readonly value: SubscriptionFact }
  | { readonly kind: "payment_method"; readonly value: PaymentMethodFact }
  | { readonly kind: "invoice"; readonly value: InvoiceFact }
  | {
      readonly kind: "setup";
      readonly value: SetupFact;
      readonly paymentMethod: PaymentMethodFact | null;
    };

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
    const found = await withSchedules("", (shown) => stripe.subscriptions.retrieve(id, shown));
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
  return stripeIds.setup.test(id) ? await retrieveSetup(stripe, owner, id) : null;
}

/** A visit of Stripe's page that this customer made to give a payment method, which is there once it is complete. */
async function retrieveSetup(stripe: Stripe, owner: Owner, id: string): Promise<Target | null> {
  const expand = ["setup_intent.payment_method"];
  const found = await read(() => stripe.checkout.sessions.retrieve(id, { expand }));
  if (found.mode !== "setup" || idOf(found.customer) !== owner.customerId) return null;
  const { setup_intent: intent } = found;
  const method = typeof intent === "string" ? null : (intent?.payment_method ?? null);
  const isThere = found.status === "complete" && method !== null && typeof method !== "string";
  const paymentMethod =
    isThere && idOf(method.customer) === owner.customerId ? toPaymentMethod(method) : null;
  return {
    kind: "setup",
    value: { id, paymentMethodId: paymentMethod?.id ?? null },
    paymentMethod,
  };
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
