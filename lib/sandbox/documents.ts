import type Stripe from "stripe";
import type { SandboxRecord } from "./store";

/** What an account holds, by kind. A new resource adds a line here and its columns below. */
export type Documents = {
  customer: Stripe.Customer | Stripe.DeletedCustomer;
  product: Stripe.Product;
  price: Stripe.Price;
  payment_method: Stripe.PaymentMethod;
  subscription: Stripe.Subscription;
  invoice: Stripe.Invoice;
  invoiceitem: Stripe.InvoiceItem;
  /** Which price bears a lookup key; the id is the key. */
  lookup_key: { id: string; price: string };
  /** Which invoice a page shows; the id is the unguessable token of its address. */
  invoice_page: { id: string; invoice: string };
};
export type Kind = keyof Documents;

type Columns = Partial<Omit<SandboxRecord, "kind" | "id" | "document">>;

/** What lists of a kind may filter by, and when time changes it. */
const columns: { [K in Kind]: (document: Documents[K]) => Columns } = {
  customer: (customer) =>
    customer.deleted === true
      ? { status: "deleted" }
      : { created: customer.created, email: customer.email },
  product: (product) => ({ created: product.created, status: activity(product.active) }),
  price: (price) => ({
    created: price.created,
    product: idOf(price.product),
    status: activity(price.active),
  }),
  payment_method: (method) => ({
    created: method.created,
    customer: idOf(method.customer),
    status: method.type,
  }),
  subscription: (subscription) => ({
    created: subscription.created,
    customer: idOf(subscription.customer),
    status: subscription.status,
    dueAt: subscriptionDueAt(subscription),
  }),
  invoice: (invoice) => ({
    created: invoice.created,
    customer: idOf(invoice.customer),
    subscription: idOf(invoice.parent?.subscription_details?.subscription),
    status: invoice.status,
  }),
  invoiceitem: (item) => ({
    created: item.date,
    customer: idOf(item.customer),
    subscription: item.parent?.subscription_details?.subscription ?? null,
    status: item.invoice === null ? "pending" : "invoiced",
  }),
  lookup_key: () => ({}),
  invoice_page: () => ({}),
};

/** The record a store keeps of a document. */
export function recordOf<K extends Kind>(kind: K, document: Documents[K]): SandboxRecord {
  return {
    kind,
    id: document.id,
    created: 0,
    customer: null,
    subscription: null,
    product: null,
    status: null,
    email: null,
    dueAt: null,
    ...columns[kind](document),
    document: JSON.stringify(document),
  };
}

/** The id of a reference, expanded or not. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null;
  return typeof reference === "string" ? reference : reference.id;
}

function activity(active: boolean): string {
  return active ? "active" : "inactive";
}

const hoursToPayFirstInvoice = 23;

/** When time next changes a subscription, in unix seconds: it ends, renews or expires unpaid. */
export function subscriptionDueAt(subscription: Stripe.Subscription): number | null {
  const ends = subscription.cancel_at ?? Number.POSITIVE_INFINITY;
  switch (subscription.status) {
    case "trialing":
    case "active":
    case "past_due":
      return Math.min(ends, subscription.items.data[0]?.current_period_end ?? ends);
    case "incomplete":
      return subscription.created + hoursToPayFirstInvoice * 3600;
    case "paused":
      return Number.isFinite(ends) ? ends : null;
    default:
      return null;
  }
}
