import type Stripe from "stripe";
import type {
  AddressFact,
  CouponFact,
  CustomerFact,
  DiscountFact,
  InvoiceFact,
  ItemFact,
  PaymentMethodFact,
  PriceFact,
  ProductFact,
  ScheduledFact,
  SubscriptionFact,
} from "../portal/snapshot";
import { toPaymentMethod, toSource } from "./reshape-method";

/**
 * Stripe's objects in our shape: the one border. Unknown values pass through as they come. What other versions of
 * Stripe leave out, or write elsewhere, is read as far as it is there: its types promise more than the wire keeps.
 */

/** The id of something that Stripe gives as an id or as the whole object. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null;
  return typeof reference === "string" ? reference : reference.id;
}

export function toCustomer(customer: Stripe.Customer): CustomerFact {
  return {
    id: customer.id,
    name: customer.name || null,
    email: customer.email ?? null,
    phone: customer.phone || null,
    address: toAddress(customer.address),
    taxIds: (customer.tax_ids?.data ?? []).map(({ id, type, value }) => ({ id, type, value })),
    preferredLocales: customer.preferred_locales ?? [],
    balance: customer.balance ?? 0,
    currency: customer.currency ?? null,
    defaultPaymentMethodId:
      idOf(customer.invoice_settings?.default_payment_method) ?? idOf(customer.default_source),
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
  const features = product.marketing_features ?? [];
  const metadata = Object.entries(product.metadata ?? {});
  return {
    id: product.id,
    name: product.name ?? product.id,
    description: product.description ?? null,
    unitLabel: product.unit_label ?? null,
    active: product.active ?? true,
    features: features.flatMap(({ name }) => (name === undefined ? [] : [name])),
    metadata: Object.fromEntries(metadata.filter(([key]) => key.startsWith("sb_"))),
  };
}

export function toPrice(price: Stripe.Price): PriceFact {
  const { recurring } = price;
  const mode = price.tiers_mode ?? null;
  return {
    id: price.id,
    productId: idOf(price.product) ?? "",
    active: price.active ?? true,
    currency: price.currency,
    unitAmount: mode === null ? toAmount(price.unit_amount, price.unit_amount_decimal) : null,
    interval: recurring ? { unit: recurring.interval, count: recurring.interval_count ?? 1 } : null,
    usageType: recurring?.usage_type ?? "licensed",
    tiersMode: mode,
    startsAt: toStart(price.tiers),
    nickname: price.nickname ?? null,
    taxBehavior: price.tax_behavior ?? null,
  };
}

/** Minor units; a fraction of one where a unit costs less than the currency counts. */
function toAmount(
  whole: number | null | undefined,
  decimal: { toString: () => string } | null | undefined,
): number | null {
  const amount = whole ?? Number(decimal ?? Number.NaN);
  return Number.isFinite(amount) ? amount : null;
}

/** What the first unit of a tiered price costs with what is added for its tier; null when its tiers were not read. */
function toStart(tiers: readonly Stripe.Price.Tier[] | undefined): number | null {
  const [first] = tiers ?? [];
  if (first === undefined) return null;
  const unit = toAmount(first.unit_amount, first.unit_amount_decimal);
  const flat = toAmount(first.flat_amount, first.flat_amount_decimal);
  return unit === null && flat === null ? null : (unit ?? 0) + (flat ?? 0);
}

/** Before its items had periods of their own, a subscription had one for all of them. */
type Period = {
  readonly current_period_start?: number | null;
  readonly current_period_end?: number | null;
};

export function toItem(item: Stripe.SubscriptionItem, whole: Period = {}): ItemFact {
  return {
    id: item.id,
    price: toPrice(item.price),
    quantity: item.quantity ?? null,
    currentPeriodStart: item.current_period_start ?? whole.current_period_start ?? 0,
    currentPeriodEnd: item.current_period_end ?? whole.current_period_end ?? 0,
  };
}

export function toSubscription(subscription: Stripe.Subscription & Period): SubscriptionFact {
  const { pending_update: pending } = subscription;
  const items = (subscription.items?.data ?? []).map((item) => toItem(item, subscription));
  return {
    id: subscription.id,
    status: subscription.status,
    currency: subscription.currency ?? items[0]?.price.currency ?? "usd",
    created: subscription.created,
    items,
    cancelAtPeriodEnd: subscription.cancel_at_period_end ?? false,
    cancelAt: subscription.cancel_at ?? null,
    endedAt: subscription.ended_at ?? null,
    trialEnd: subscription.trial_end ?? null,
    collectionMethod: subscription.collection_method ?? "charge_automatically",
    ...toPause(subscription),
    pendingUpdate: pending ? { expiresAt: pending.expires_at } : null,
    discounts: listDiscounts(subscription),
    automaticTax: subscription.automatic_tax?.enabled ?? false,
    taxRates: toTaxRates(subscription),
    scheduleId: idOf(subscription.schedule),
    isScheduleOurs: isOurs(subscription.schedule),
    scheduled: toScheduled(subscription.schedule, items),
    defaultPaymentMethodId:
      idOf(subscription.default_payment_method) ?? idOf(subscription.default_source),
    ownPaymentMethod: toOwnMethod(subscription),
    latestInvoiceId: idOf(subscription.latest_invoice),
    billingMode: subscription.billing_mode?.type ?? "classic",
    onBehalfOf: idOf(subscription.on_behalf_of),
    ...toMarks(subscription.metadata),
  };
}

/** Of both of Stripe's ways to pause: holding invoices back, and a status of its own. */
function toPause(
  subscription: Stripe.Subscription,
): Pick<SubscriptionFact, "collectionPaused" | "resumesAt" | "pausedAt"> {
  const { pause_collection: pause, status_details: details } = subscription;
  return {
    collectionPaused: Boolean(pause),
    resumesAt: pause?.resumes_at ?? null,
    pausedAt: details?.paused?.transitioned_at ?? null,
  };
}

/** A subscription's own, else those of its first item. */
function toTaxRates({ default_tax_rates: own, items }: Stripe.Subscription): string[] {
  const rates = own?.length ? own : (items?.data[0]?.tax_rates ?? []);
  return rates.map(({ id }) => id);
}

function toMarks(
  metadata: Stripe.Metadata | undefined,
): Pick<SubscriptionFact, "begunBy" | "resubscribes"> {
  const marks = metadata ?? {};
  return { begunBy: marks[intentMark] ?? null, resubscribes: marks[resubscribeMark] ?? null };
}

/** As far as it was read with the subscription. */
function toOwnMethod(subscription: Stripe.Subscription): PaymentMethodFact | null {
  const { default_payment_method: method, default_source: source } = subscription;
  return method && typeof method !== "string" ? toPaymentMethod(method) : toSource(source);
}

type OldDiscount = { readonly discount?: Stripe.Discount | null };

/** Before it could have several, a subscription's one discount stood beside no list. */
function listDiscounts(subscription: Stripe.Subscription & OldDiscount): DiscountFact[] {
  const { discounts, discount } = subscription;
  return (discounts ?? (discount ? [discount] : [])).flatMap(toDiscount);
}

/** Without its coupon, which a restricted key may not read, nothing can be said about a discount. */
function toDiscount(
  discount: string | (Stripe.Discount & { readonly coupon?: Stripe.Coupon | null }),
): DiscountFact[] {
  if (typeof discount === "string") return [];
  const coupon = discount.source?.coupon ?? discount.coupon;
  if (!coupon || typeof coupon === "string") return [];
  return [
    {
      id: discount.id,
      coupon: toCoupon(coupon),
      promotionCodeId: idOf(discount.promotion_code),
      endsAt: discount.end ?? null,
    },
  ];
}

export function toCoupon(coupon: Stripe.Coupon): CouponFact {
  const { amount_off: amount, currency } = coupon;
  return {
    id: coupon.id,
    name: coupon.name ?? null,
    valid: coupon.valid ?? true,
    percentOff: coupon.percent_off ?? null,
    amountOff: amount && currency ? { amount, currency } : null,
    duration: coupon.duration,
    months: coupon.duration_in_months ?? null,
  };
}

/** The mark in the metadata of a schedule or a subscription that was made here: the intent that made it. */
export const intentMark = "portico_intent";

/** And of a subscription that took an ended one's place: which. */
export const resubscribeMark = "portico_resubscribes";

/** And of a customer who was made here, when they chose their first plan. */
export const newcomerMark = "portico_newcomer";

/** False for one that may not be read: what is not known to be ours is not touched. */
function isOurs(schedule: Stripe.Subscription["schedule"] | undefined): boolean {
  if (!schedule || typeof schedule === "string") return false;
  return Object.hasOwn(schedule.metadata ?? {}, intentMark);
}

/** The phase after the running one, when it has other items: a change to the customer, however it is written. */
function toScheduled(
  schedule: Stripe.Subscription["schedule"] | undefined,
  held: readonly ItemFact[],
): ScheduledFact | null {
  if (!schedule || typeof schedule === "string") return null;
  const { current_phase: running, phases } = schedule;
  const next = phases?.find(({ start_date: start }) => start >= (running?.end_date ?? Infinity));
  if (next === undefined) return null;
  const planned = next.items.map(({ price, quantity }) => ({
    priceId: idOf(price) ?? "",
    quantity: quantity ?? null,
  }));
  const now = held.map(({ price, quantity }) => ({ priceId: price.id, quantity }));
  if (inWords(planned) === inWords(now)) return null;
  return { at: next.start_date, isOurs: isOurs(schedule), items: planned };
}

/** The same for the same items, in whatever order. */
function inWords(items: ScheduledFact["items"]): string {
  const words = items.map(({ priceId, quantity }) => `${priceId} ${quantity}`);
  return words.sort().join();
}

/** Before invoices had parents, they named their subscription themselves. */
type OldInvoice = { readonly subscription?: string | { id: string } | null };

export function toInvoice(invoice: Stripe.Invoice & OldInvoice): InvoiceFact {
  const { currency } = invoice;
  const subscription = invoice.parent?.subscription_details?.subscription ?? invoice.subscription;
  return {
    id: invoice.id ?? "",
    number: invoice.number ?? null,
    created: invoice.created,
    status: invoice.status ?? "draft",
    total: { amount: invoice.total ?? 0, currency },
    amountDue: { amount: invoice.amount_remaining ?? invoice.amount_due ?? 0, currency },
    subscriptionId: idOf(subscription),
    onBehalfOf: idOf(invoice.on_behalf_of),
    hostedUrl: invoice.hosted_invoice_url ?? null,
    pdfUrl: invoice.invoice_pdf ?? null,
  };
}
