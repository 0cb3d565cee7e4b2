import {
  allowCancel,
  allowChangePlan,
  allowSetDefault,
  allowUndoCancel,
  allowUpdateCustomer,
  cancellationTime,
  hasEnded,
  periodEnd,
} from "./allow-actions";
import type { PortalConfiguration } from "./configuration";
import { findAttention } from "./find-attention";
import type { Money } from "./money";
import { narrowSnapshot } from "./narrow-snapshot";
import { refuseEverything } from "./refuse-everything";
import type { SessionScope } from "./session-scope";
import type {
  InvoiceFact,
  ItemFact,
  PaymentMethodFact,
  PriceFact,
  ScheduledFact,
  Snapshot,
  SubscriptionFact,
} from "./snapshot";
import type {
  BillingView,
  Horizon,
  InvoiceView,
  ItemView,
  NextPlanView,
  PaymentMethodView,
  PortalView,
  SessionView,
  SubscriptionView,
} from "./view";

export type ViewInput = {
  readonly session: SessionView & { readonly scope: SessionScope };
  /** As narrowed by the session. */
  readonly configuration: PortalConfiguration;
  readonly snapshot: Snapshot;
  /** Unix seconds. */
  readonly now: number;
  /** True when the snapshot is what was last known and Stripe could not be asked. */
  readonly stale?: boolean;
};

/**
 * What this customer sees and may do: an intersection of Stripe's state, the configuration and the
 * session; nothing widens it. Pure: the page, the API and the guard of every action call this one function.
 */
export function buildPortalView(whole: ViewInput): PortalView {
  const { session, configuration, now, stale = false } = whole;
  const { scope } = session;
  const snapshot = narrowSnapshot(whole.snapshot, { configuration, scope });
  const input = { ...whole, snapshot };
  const { features, business_profile: profile } = configuration;
  const paymentMethods = snapshot.paymentMethods.data.map((method) =>
    viewPaymentMethod(method, input),
  );
  const view: PortalView = {
    session: { id: session.id, returnUrl: session.returnUrl ?? configuration.default_return_url },
    livemode: snapshot.livemode,
    asOf: snapshot.takenAt,
    stale,
    readOnly: scope.readOnly,
    customer: { name: snapshot.customer.name, email: snapshot.customer.email },
    headline: profile.headline,
    legal: { privacyUrl: profile.privacy_policy_url, termsUrl: profile.terms_of_service_url },
    attention: findAttention(snapshot, configuration, now),
    subscriptions: sortSubscriptions(snapshot.subscriptions.data).map((subscription) =>
      viewSubscription(subscription, input, paymentMethods),
    ),
    hasMoreSubscriptions: snapshot.subscriptions.hasMore,
    cancelInstructions: features.subscription_cancel.enabled
      ? null
      : configuration.portico.subscription_cancel.instructions || null,
    paymentMethods: features.payment_method_update.enabled ? paymentMethods : null,
    billing: features.customer_update.enabled ? viewBilling(input) : null,
    invoices: features.invoice_history.enabled ? viewInvoices(input) : null,
  };
  if (scope.readOnly) return refuseEverything(view, "read_only");
  return stale ? refuseEverything(view, "stripe_unreachable") : view;
}

function viewBilling({ configuration, snapshot }: ViewInput): BillingView {
  const { name, email, phone, address, taxIds } = snapshot.customer;
  const actions = { update_customer: allowUpdateCustomer(configuration) };
  return { name, email, phone, address, taxIds, actions };
}

/** Living subscriptions first, newest first within each. */
function sortSubscriptions(list: readonly SubscriptionFact[]): SubscriptionFact[] {
  return [...list].sort(
    (a, b) => Number(hasEnded(a)) - Number(hasEnded(b)) || b.created - a.created,
  );
}

function viewSubscription(
  subscription: SubscriptionFact,
  { configuration, snapshot, now }: ViewInput,
  paymentMethods: readonly PaymentMethodView[],
): SubscriptionView {
  const items = subscription.items.map((item) => viewItem(item, snapshot));
  const methodId = subscription.defaultPaymentMethodId ?? snapshot.customer.defaultPaymentMethodId;
  return {
    id: subscription.id,
    name: items.map(({ productName }) => productName).join(" + "),
    status: subscription.status,
    items,
    horizon: findHorizon(subscription, snapshot),
    paymentMethod: paymentMethods.find(({ id }) => id === methodId) ?? null,
    actions: {
      change_plan: allowChangePlan(subscription, configuration, snapshot),
      cancel_subscription: allowCancel(subscription, configuration, now),
      undo_cancel: allowUndoCancel(subscription, configuration),
    },
  };
}

function viewItem(item: ItemFact, snapshot: Snapshot): ItemView {
  const { id, price, quantity } = item;
  return { id, priceId: price.id, quantity, ...describePrice(price, snapshot) };
}

function describePrice({ unitAmount, currency, ...price }: PriceFact, snapshot: Snapshot) {
  const product = snapshot.products.find(({ id }) => id === price.productId);
  return {
    productName: product?.name ?? price.productId,
    price: unitAmount === null ? null : { amount: unitAmount, currency },
    interval: price.interval,
    unitLabel: product?.unitLabel ?? null,
    metered: isMetered(price),
  };
}

function isMetered({ usageType }: Pick<PriceFact, "usageType">): boolean {
  return usageType === "metered";
}

function findHorizon(subscription: SubscriptionFact, snapshot: Snapshot): Horizon {
  if (hasEnded(subscription)) return { kind: "ended", at: subscription.endedAt };
  const endsAt = cancellationTime(subscription);
  if (endsAt !== null) return { kind: "ends", at: endsAt };
  if (isPaused(subscription)) return { kind: "paused" };
  const next = snapshot.upcoming.find(({ subscriptionId }) => subscriptionId === subscription.id);
  const amount: Money | null = next?.amountDue ?? null;
  if (subscription.status === "trialing" && subscription.trialEnd !== null) {
    return { kind: "trial_until", at: subscription.trialEnd, amount };
  }
  const at = next?.date ?? periodEnd(subscription);
  const { scheduled } = subscription;
  if (scheduled !== null && scheduled.at <= at) {
    return { kind: "changes", at: scheduled.at, to: findNextPlan(scheduled, snapshot) };
  }
  const soFar = subscription.items.some(({ price }) => isMetered(price));
  return at > 0 ? { kind: "renews", at, amount, soFar } : { kind: "unknown" };
}

function isPaused({ status, collectionPaused }: SubscriptionFact): boolean {
  return status === "paused" || collectionPaused;
}

/** The one thing a subscription becomes, as far as the catalogue knows it. */
function findNextPlan({ items }: ScheduledFact, snapshot: Snapshot): NextPlanView | null {
  const [item] = items;
  const held = snapshot.subscriptions.data.flatMap((one) => one.items.map(({ price }) => price));
  const price = [...snapshot.prices, ...held].find(({ id }) => id === item?.priceId);
  if (item === undefined || price === undefined || items.length > 1) return null;
  return { ...describePrice(price, snapshot), quantity: item.quantity };
}

function viewPaymentMethod(
  { id, type, brand, last4, expMonth, expYear }: PaymentMethodFact,
  { configuration, snapshot }: ViewInput,
): PaymentMethodView {
  const isDefault = id === snapshot.customer.defaultPaymentMethodId;
  const actions = { set_default_payment_method: allowSetDefault(isDefault, configuration) };
  return { id, type, brand, last4, expMonth, expYear, isDefault, actions };
}

function viewInvoices({ snapshot }: ViewInput): PortalView["invoices"] {
  const { data, hasMore } = snapshot.invoices;
  return { list: data.map(viewInvoice), hasMore };
}

function viewInvoice(invoice: InvoiceFact): InvoiceView {
  const { id, number, created, status, total, amountDue, subscriptionId, hostedUrl } = invoice;
  const hasPdf = invoice.pdfUrl !== null;
  return { id, number, created, status, total, amountDue, subscriptionId, hasPdf, hostedUrl };
}
