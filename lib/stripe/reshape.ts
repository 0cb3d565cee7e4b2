import type Stripe from "stripe";
import type {
  AddressFact,
  CustomerFact,
  InvoiceFact,
  ItemFact,
  PaymentMethodFact,
  PriceFact,
  ProductFact,
  ScheduledFact,
  SubscriptionFact,
} from "../portal/snapshot";

/** Stripe's objects in our shape: the one border. Unknown values pass through as they come. */

/** The id of something that Stripe gives as an id or as the whole object. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null;
  return typeof reference === "string" ? reference : reference.id;
}

export function toCustomer(customer: Stripe.Customer): CustomerFact {
  return {
    id: customer.id,
    name: customer.name || null,
    email: customer.email,
    phone: customer.phone || null,
    address: toAddress(customer.address),
    taxIds: (customer.tax_ids?.data ?? []).map(({ id, type, value }) => ({ id, type, value })),
    preferredLocales: customer.preferred_locales ?? [],
    defaultPaymentMethodId:
      idOf(customer.invoice_settings.default_payment_method) ?? idOf(customer.default_source),
  };
}

/** Stripe writes absent parts as null or as empty text; without any part there is no address. */
function toAddress(address: Stripe.Address | null | undefined): AddressFact | null {
  if (address === null || address === undefined) return null;
  const fact: AddressFact = {
    line1: address.line1 || null,
    line2: address.line2 || null,
    city: address.city || null,
    state: address.state || null,
    postalCode: address.postal_code || null,
    country: address.country || null,
  };
  return Object.values(fact).some((part) => part !== null) ? fact : null;
}

export function toProduct(product: Stripe.Product): ProductFact {
  return {
    id: product.id,
    name: product.name,
    description: product.description,
    unitLabel: product.unit_label ?? null,
    active: product.active,
    features: product.marketing_features.flatMap(({ name }) => (name === undefined ? [] : [name])),
  };
}

export function toPrice(price: Stripe.Price): PriceFact {
  const { recurring } = price;
  return {
    id: price.id,
    productId: idOf(price.product) ?? "",
    active: price.active,
    currency: price.currency,
    unitAmount: price.unit_amount,
    interval:
      recurring === null ? null : { unit: recurring.interval, count: recurring.interval_count },
    usageType: recurring?.usage_type ?? "licensed",
  };
}

export function toItem(item: Stripe.SubscriptionItem): ItemFact {
  return {
    id: item.id,
    price: toPrice(item.price),
    quantity: item.quantity ?? null,
    currentPeriodStart: item.current_period_start,
    currentPeriodEnd: item.current_period_end,
  };
}

export function toSubscription(subscription: Stripe.Subscription): SubscriptionFact {
  return {
    id: subscription.id,
    status: subscription.status,
    currency: subscription.currency,
    created: subscription.created,
    items: subscription.items.data.map(toItem),
    cancelAtPeriodEnd: subscription.cancel_at_period_end,
    cancelAt: subscription.cancel_at,
    endedAt: subscription.ended_at,
    trialEnd: subscription.trial_end,
    collectionMethod: subscription.collection_method,
    collectionPaused: subscription.pause_collection !== null,
    scheduleId: idOf(subscription.schedule),
    scheduled: toScheduled(subscription),
    defaultPaymentMethodId:
      idOf(subscription.default_payment_method) ?? idOf(subscription.default_source),
    latestInvoiceId: idOf(subscription.latest_invoice),
    billingMode: subscription.billing_mode?.type ?? "classic",
    onBehalfOf: idOf(subscription.on_behalf_of),
  };
}

/** The phase after the running one, when it has other items: a change to the customer, however it is written. */
function toScheduled({ schedule, items }: Stripe.Subscription): ScheduledFact | null {
  if (schedule === null || typeof schedule === "string") return null;
  const { current_phase: running, phases } = schedule;
  const next = phases.find(({ start_date: start }) => start >= (running?.end_date ?? Infinity));
  if (next === undefined) return null;
  const planned = next.items.map(({ price, quantity }) => ({
    priceId: idOf(price) ?? "",
    quantity: quantity ?? null,
  }));
  const held = items.data
    .map(toItem)
    .map(({ price, quantity }) => ({ priceId: price.id, quantity }));
  const said = (list: typeof held) =>
    list
      .map((item) => JSON.stringify(item))
      .sort()
      .join();
  return said(planned) === said(held) ? null : { at: next.start_date, items: planned };
}

export function toPaymentMethod(method: Stripe.PaymentMethod): PaymentMethodFact {
  return {
    id: method.id,
    type: method.type,
    brand: method.card?.brand ?? null,
    last4: method.card?.last4 ?? method.us_bank_account?.last4 ?? method.sepa_debit?.last4 ?? null,
    expMonth: method.card?.exp_month ?? null,
    expYear: method.card?.exp_year ?? null,
  };
}

export function toInvoice(invoice: Stripe.Invoice): InvoiceFact {
  const { currency } = invoice;
  return {
    id: invoice.id ?? "",
    number: invoice.number,
    created: invoice.created,
    status: invoice.status ?? "draft",
    total: { amount: invoice.total, currency },
    amountDue: { amount: invoice.amount_remaining, currency },
    subscriptionId: idOf(invoice.parent?.subscription_details?.subscription),
    onBehalfOf: idOf(invoice.on_behalf_of),
    hostedUrl: invoice.hosted_invoice_url ?? null,
    pdfUrl: invoice.invoice_pdf ?? null,
  };
}
