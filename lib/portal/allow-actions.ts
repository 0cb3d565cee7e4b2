import type { PortalConfiguration } from "./configuration";
import type { ItemFact, PriceFact, Snapshot, SubscriptionFact } from "./snapshot";
import type {
  Allowance,
  BillingField,
  BillingView,
  PlanPriceView,
  PlanView,
  ReasonCode,
  SubscriptionView,
} from "./view";

type Refusal = { readonly allowed: false; readonly reason: ReasonCode };

function refuse(reason: ReasonCode): Refusal {
  return { allowed: false, reason };
}

const ended = new Set(["canceled", "incomplete_expired"]);

/** True when Stripe will never bill this subscription again. */
export function hasEnded(subscription: SubscriptionFact): boolean {
  return ended.has(subscription.status);
}

/** When the paid period ends, Unix seconds: the latest of the items, as Stripe bills them. */
export function periodEnd(subscription: SubscriptionFact): number {
  return Math.max(0, ...subscription.items.map((item) => item.currentPeriodEnd));
}

/** When a scheduled cancellation takes effect, Unix seconds; null when none is scheduled. */
export function cancellationTime(subscription: SubscriptionFact): number | null {
  if (hasEnded(subscription)) return null;
  return subscription.cancelAt ?? (subscription.cancelAtPeriodEnd ? periodEnd(subscription) : null);
}

/** The plans `subscription` may change to, current one included; or why it may not be changed. */
export function allowChangePlan(
  subscription: SubscriptionFact,
  configuration: PortalConfiguration,
  snapshot: Snapshot,
): SubscriptionView["actions"]["change_plan"] {
  const { subscription_update: feature } = configuration.features;
  if (!feature.enabled || !feature.default_allowed_updates.includes("price")) {
    return refuse("feature_disabled");
  }
  const obstacle = findChangeObstacle(subscription);
  if (obstacle !== null) return refuse(obstacle);
  const [item] = subscription.items;
  if (item === undefined || subscription.items.length > 1) return refuse("several_items");
  if (item.price.usageType === "metered") return refuse("metered");
  const plans = listPlans(item, configuration, snapshot);
  const isChoice = plans.some(({ prices }) => prices.some(({ current }) => !current));
  return isChoice ? { allowed: true, plans } : refuse("no_other_plan");
}

/** What stands in the way of a change whatever the configuration says, first match wins. */
const changeObstacles: readonly [(subscription: SubscriptionFact) => boolean, ReasonCode][] = [
  [hasEnded, "subscription_ended"],
  [({ status }) => status === "incomplete", "incomplete"],
  [({ status }) => status === "past_due" || status === "unpaid", "past_due"],
  [({ status, collectionPaused }) => status === "paused" || collectionPaused, "paused"],
  [({ scheduleId }) => scheduleId !== null, "schedule_attached"],
  [(subscription) => cancellationTime(subscription) !== null, "cancellation_scheduled"],
  [({ collectionMethod }) => collectionMethod !== "charge_automatically", "invoiced"],
];

function findChangeObstacle(subscription: SubscriptionFact): ReasonCode | null {
  return changeObstacles.find(([applies]) => applies(subscription))?.[1] ?? null;
}

function listPlans(item: ItemFact, configuration: PortalConfiguration, snapshot: Snapshot) {
  const { products } = configuration.features.subscription_update;
  return products.flatMap((entry): PlanView[] => {
    const product = snapshot.products.find(({ id, active }) => id === entry.product && active);
    const prices = entry.prices.flatMap((id) => offerPrice(id, item, snapshot));
    if (product === undefined || prices.length === 0) return [];
    const { id: productId, name, description, features, unitLabel } = product;
    return [{ productId, name, description, features, unitLabel, prices }];
  });
}

/** A price is offered when it is active, licensed, and in the item's currency: Stripe bars mixing them. */
function offerPrice(id: string, item: ItemFact, snapshot: Snapshot): PlanPriceView[] {
  const price = snapshot.prices.find((candidate) => candidate.id === id);
  if (price === undefined || price.interval === null) return [];
  const current = price.id === item.price.id;
  const fits = price.active && price.usageType === "licensed" && isSameCurrency(price, item.price);
  if (!fits && !current) return [];
  const amount = price.unitAmount;
  return [
    {
      id,
      price: amount === null ? null : { amount, currency: price.currency },
      interval: price.interval,
      current,
    },
  ];
}

function isSameCurrency(a: PriceFact, b: PriceFact): boolean {
  return a.currency === b.currency;
}

/** How and when `subscription` would be cancelled; or why it may not be. */
export function allowCancel(
  subscription: SubscriptionFact,
  configuration: PortalConfiguration,
  now: number,
): SubscriptionView["actions"]["cancel_subscription"] {
  const { subscription_cancel: feature } = configuration.features;
  if (!feature.enabled) return refuse("feature_disabled");
  if (hasEnded(subscription)) return refuse("subscription_ended");
  if (cancellationTime(subscription) !== null) return refuse("cancellation_scheduled");
  if (subscription.scheduleId !== null) return refuse("schedule_attached");
  const endsAt = feature.mode === "immediately" ? now : periodEnd(subscription);
  const { enabled: asks, options } = feature.cancellation_reason;
  return {
    allowed: true,
    mode: feature.mode,
    endsAt,
    message: configuration.portico.subscription_cancel.message || null,
    reasons: asks ? [...new Set(options)] : null,
  };
}

/** Whether a scheduled cancellation may be taken back: until it has happened, where cancelling is on. */
export function allowUndoCancel(
  subscription: SubscriptionFact,
  configuration: PortalConfiguration,
): Allowance {
  if (!configuration.features.subscription_cancel.enabled) return refuse("feature_disabled");
  if (hasEnded(subscription)) return refuse("subscription_ended");
  if (subscription.scheduleId !== null) return refuse("schedule_attached");
  if (cancellationTime(subscription) === null) return refuse("no_cancellation_scheduled");
  return { allowed: true };
}

/** Whether a payment method may become the customer's default. */
export function allowSetDefault(isDefault: boolean, configuration: PortalConfiguration): Allowance {
  if (!configuration.features.payment_method_update.enabled) return refuse("feature_disabled");
  return isDefault ? refuse("already_default") : { allowed: true };
}

/** Email, shipping and tax ids may be named by a configuration, but cannot be changed here yet. */
const billingFields: readonly BillingField[] = ["name", "phone", "address"];

/** Which parts of their billing information a customer may change. */
export function allowUpdateCustomer({
  features: { customer_update: feature },
}: PortalConfiguration): BillingView["actions"]["update_customer"] {
  const fields = billingFields.filter((field) => feature.allowed_updates.includes(field));
  return feature.enabled && fields.length > 0
    ? { allowed: true, fields }
    : refuse("feature_disabled");
}
