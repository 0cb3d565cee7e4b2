import type { PortalConfiguration } from "./configuration";
import { describeCoupon } from "./describe-coupon";
import { findAttention } from "./find-attention";
import type { SessionFlow } from "./flow-state";
import { narrowToFlow, refuseOthers, viewFlow } from "./keep-to-flow";
import type { Money } from "./money";
import { narrowSnapshot } from "./narrow-snapshot";
import { refuseEverything } from "./refuse-everything";
import { allowPromotionCode } from "./rules/apply-promotion-code";
import { allowCancel } from "./rules/cancel-subscription";
import { allowChangePlan } from "./rules/change-plan";
import { allowChangeQuantity } from "./rules/change-quantity";
import { allowPause } from "./rules/pause-subscription";
import { allowPayInvoice } from "./rules/pay-invoice";
import { allowAddPaymentMethod, allowSetDefault } from "./rules/payment-methods";
import { allowResubscribe } from "./rules/resubscribe";
import { allowResume } from "./rules/resume-subscription";
import { allowOffer } from "./rules/retention-offer";
import { type Facts, findRefusal, type SubscriptionFacts } from "./rules/rule";
import { type RuleBook, ruleBook } from "./rules/rule-book";
import type { SessionFacts } from "./rules/session";
import { allowStart } from "./rules/start-subscription";
import { allowUndoCancel } from "./rules/undo-cancel";
import { allowUndoChange } from "./rules/undo-change";
import { allowUpdateCustomer } from "./rules/update-customer";
import type { SessionScope } from "./session-scope";
import { hasDocument } from "./show-invoice";
import type {
  InvoiceFact,
  ItemFact,
  PaymentMethodFact,
  PriceFact,
  ScheduledFact,
  Snapshot,
  SubscriptionFact,
} from "./snapshot";
import { cancellationTime, hasEnded, isPaused, periodEnd } from "./subscription-state";
import type {
  BillingView,
  Horizon,
  InvoiceView,
  ItemView,
  NextPlanView,
  PaymentMethodView,
  PortalView,
  SessionView,
  SubscriptionActions,
  SubscriptionView,
} from "./view";

export type ViewInput = {
  readonly session: SessionView & {
    readonly scope: SessionScope;
    readonly flow: SessionFlow | null;
  };
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
export function buildPortalView(input: ViewInput, book: RuleBook = ruleBook): PortalView {
  const { session, configuration, now, stale = false } = input;
  const { scope } = session;
  const snapshot = narrowSnapshot(input.snapshot, { configuration, scope });
  const flow = viewFlow(session.flow);
  const seen: Seen = { configuration, snapshot, flow: session.flow, now, book };
  const { features, business_profile: profile } = configuration;
  const paymentMethods = snapshot.paymentMethods.data.map((method) =>
    viewPaymentMethod(method, seen),
  );
  const view: PortalView = {
    session: { id: session.id, returnUrl: session.returnUrl ?? configuration.default_return_url },
    livemode: snapshot.livemode,
    asOf: snapshot.takenAt,
    stale,
    readOnly: scope.readOnly,
    customer: { name: snapshot.customer.name, email: snapshot.customer.email },
    headline: profile.headline,
    layout: { actions: configuration.portico.layout.actions },
    legal: { privacyUrl: profile.privacy_policy_url, termsUrl: profile.terms_of_service_url },
    flow,
    inUse: scope.inUse,
    attention: findAttention(snapshot, configuration, now),
    actions: { start_subscription: allowStart({ ...seen, scope }, book.start_subscription) },
    subscriptions: sortSubscriptions(snapshot.subscriptions.data).map((subscription) =>
      viewSubscription({ ...seen, subscription }, paymentMethods),
    ),
    hasMoreSubscriptions: snapshot.subscriptions.hasMore,
    nextSubscriptions: snapshot.subscriptions.next ?? null,
    cancelInstructions: features.subscription_cancel.enabled
      ? null
      : configuration.portico.subscription_cancel.instructions || null,
    paymentMethods: features.payment_method_update.enabled ? paymentMethods : null,
    addPaymentMethod: allowAddPaymentMethod(seen, book.add_payment_method),
    billing: features.customer_update.enabled ? viewBilling(seen) : null,
    invoices: features.invoice_history.enabled ? viewInvoices(seen) : null,
  };
  return keepToSession(view, { scope, stale, flow }, book.session);
}

/** As much of it as this very session shows and allows. */
function keepToSession(
  whole: PortalView,
  facts: SessionFacts,
  rules: RuleBook["session"],
): PortalView {
  const { flow } = facts;
  const view = flow === null ? whole : narrowToFlow(whole, flow);
  const refusal = findRefusal(rules, facts);
  if (refusal === null) return view;
  const sparesSteps = flow !== null && refusal.reason === "outside_flow";
  return sparesSteps ? refuseOthers(view, flow) : refuseEverything(view, refusal.reason);
}

type Seen = Facts & { readonly book: RuleBook };

function viewBilling(seen: Seen): BillingView {
  const { name, email, phone, address, taxIds } = seen.snapshot.customer;
  const actions = { update_customer: allowUpdateCustomer(seen, seen.book.update_customer) };
  return { name, email, phone, address, taxIds, actions };
}

/** Living subscriptions first, newest first within each. */
function sortSubscriptions(list: readonly SubscriptionFact[]): SubscriptionFact[] {
  return [...list].sort(
    (a, b) => Number(hasEnded(a)) - Number(hasEnded(b)) || b.created - a.created,
  );
}

function viewSubscription(
  facts: SubscriptionFacts & Seen,
  paymentMethods: readonly PaymentMethodView[],
): SubscriptionView {
  const { subscription } = facts;
  const items = subscription.items.map((item) => viewItem(item, facts));
  return {
    id: subscription.id,
    name: items.map(({ productName }) => productName).join(" + "),
    status: subscription.status,
    items,
    horizon: findHorizon(facts),
    paymentMethod: findMethod(facts, paymentMethods),
    hasOwnPaymentMethod: subscription.defaultPaymentMethodId !== null,
    collectionMethod: subscription.collectionMethod,
    discounts: subscription.discounts.map(({ id, coupon, endsAt }) => ({
      id,
      coupon: describeCoupon(coupon),
      endsAt,
    })),
    trialEnd: subscription.trialEnd,
    actions: viewActions(facts),
  };
}

/** Its own payment method, however old, else the customer's; never one that is not asked for. */
function findMethod(
  { subscription, ...seen }: SubscriptionFacts & Seen,
  listed: readonly PaymentMethodView[],
): PaymentMethodView | null {
  const { collectionMethod, defaultPaymentMethodId, ownPaymentMethod: own } = subscription;
  if (collectionMethod === "send_invoice") return null;
  const asked = defaultPaymentMethodId ?? seen.snapshot.customer.defaultPaymentMethodId;
  const found = listed.find(({ id }) => id === asked);
  if (found !== undefined) return found;
  return own !== null && own.id === asked ? viewPaymentMethod(own, seen) : null;
}

function viewActions({ book, ...facts }: SubscriptionFacts & Seen): SubscriptionActions {
  const offer = allowOffer(facts, book.accept_offer);
  return {
    change_plan: allowChangePlan(facts, book.change_plan),
    change_quantity: allowChangeQuantity(facts, book.change_quantity),
    undo_change: allowUndoChange(facts, book.undo_change),
    cancel_subscription: allowCancel(facts, book.cancel_subscription),
    undo_cancel: allowUndoCancel(facts, book.undo_cancel),
    accept_offer: offer,
    decline_offer: offer.allowed ? { allowed: true } : offer,
    resubscribe: allowResubscribe(facts, book.resubscribe),
    apply_promotion_code: allowPromotionCode(facts, book.apply_promotion_code),
    pause_subscription: allowPause(facts, book.pause_subscription),
    resume_subscription: allowResume(facts, book.resume_subscription),
  };
}

function viewItem(item: ItemFact, facts: SubscriptionFacts): ItemView {
  const { id, price, quantity } = item;
  return { id, priceId: price.id, quantity, ...describePrice(price, facts) };
}

/** A price of several currencies names the amount of its own: in another one it is billed at an amount we do not know. */
function describePrice(
  { currency, ...price }: PriceFact,
  { subscription, snapshot }: Pick<SubscriptionFacts, "subscription" | "snapshot">,
) {
  const product = snapshot.products.find(({ id }) => id === price.productId);
  const amount = currency === subscription.currency ? (price.unitAmount ?? price.startsAt) : null;
  return {
    productName: product?.name ?? price.productId,
    price: amount === null ? null : { amount, currency },
    tiered: price.tiersMode !== null,
    interval: price.interval,
    unitLabel: product?.unitLabel ?? null,
    metered: isMetered(price),
  };
}

function isMetered({ usageType }: Pick<PriceFact, "usageType">): boolean {
  return usageType === "metered";
}

function findHorizon({ subscription, snapshot }: SubscriptionFacts): Horizon {
  if (hasEnded(subscription)) return { kind: "ended", at: subscription.endedAt };
  const endsAt = cancellationTime(subscription);
  if (endsAt !== null) return { kind: "ends", at: endsAt };
  // Stripe gives up what is never paid for the first time: no renewal is ahead.
  if (subscription.status === "incomplete") return { kind: "unknown" };
  if (isPaused(subscription)) return { kind: "paused", resumesAt: subscription.resumesAt };
  const next = snapshot.upcoming.find(({ subscriptionId }) => subscriptionId === subscription.id);
  const amount: Money | null = next?.amountDue ?? null;
  if (subscription.status === "trialing" && subscription.trialEnd !== null) {
    return { kind: "trial_until", at: subscription.trialEnd, amount };
  }
  const at = next?.date ?? periodEnd(subscription);
  const { scheduled } = subscription;
  if (scheduled !== null && scheduled.at <= at) {
    return {
      kind: "changes",
      at: scheduled.at,
      to: findNextPlan(scheduled, { subscription, snapshot }),
    };
  }
  const soFar = subscription.items.some(({ price }) => isMetered(price));
  return at > 0 ? { kind: "renews", at, amount, soFar } : { kind: "unknown" };
}

/** The one thing a subscription becomes, as far as the catalogue knows it. */
function findNextPlan(
  { items }: ScheduledFact,
  facts: Pick<SubscriptionFacts, "subscription" | "snapshot">,
): NextPlanView | null {
  const [item] = items;
  const { snapshot } = facts;
  const held = snapshot.subscriptions.data.flatMap((one) => one.items.map(({ price }) => price));
  const price = [...snapshot.prices, ...held].find(({ id }) => id === item?.priceId);
  if (item === undefined || price === undefined || items.length > 1) return null;
  return { ...describePrice(price, facts), quantity: item.quantity };
}

function viewPaymentMethod(method: PaymentMethodFact, seen: Seen): PaymentMethodView {
  const { id, type, brand, last4, expMonth, expYear } = method;
  const isDefault = id === seen.snapshot.customer.defaultPaymentMethodId;
  const allowed = allowSetDefault({ ...seen, method }, seen.book.set_default_payment_method);
  const actions = { set_default_payment_method: allowed };
  return { id, type, brand, last4, expMonth, expYear, isDefault, actions };
}

function viewInvoices(seen: Seen): PortalView["invoices"] {
  const { data, hasMore } = seen.snapshot.invoices;
  return { list: data.map((invoice) => viewInvoice(invoice, seen)), hasMore };
}

function viewInvoice(invoice: InvoiceFact, seen: Seen): InvoiceView {
  const { id, number, created, status, total, amountDue, subscriptionId, hostedUrl } = invoice;
  const hasPdf = hasDocument(invoice);
  const actions = { pay_invoice: allowPayInvoice({ ...seen, invoice }, seen.book.pay_invoice) };
  const shown = { id, number, created, status, total, amountDue, subscriptionId, hostedUrl };
  return { ...shown, hasPdf, actions };
}
