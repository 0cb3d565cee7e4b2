import type { PortalConfiguration } from "./configuration";
import { type Interval, monthsOf, sameInterval } from "./money";
import type { SubscriptionFact } from "./snapshot";

type Feature = PortalConfiguration["features"]["subscription_update"];
type Condition = Feature["schedule_at_period_end"]["conditions"][number]["type"];

/** So much of a price, before or after a change. */
export type PricedItem = {
  readonly priceId: string;
  /** Minor units for one; null for a tiered price. */
  readonly unitAmount: number | null;
  /** Null: billed by use. */
  readonly quantity: number | null;
  readonly interval: Interval | null;
};

/** When a change takes effect, and how it is billed. */
export type ChangeTiming = {
  readonly at: "now" | "period_end";
  readonly behavior: Feature["proration_behavior"];
  readonly isProrated: boolean;
  readonly anchor: "now" | null;
  readonly endsTrial: boolean;
  /** True when Stripe bills at the confirm rather than with the next invoice. */
  readonly billsNow: boolean;
};

const atPeriodEnd: ChangeTiming = {
  at: "period_end",
  behavior: "none",
  isProrated: false,
  anchor: null,
  endsTrial: false,
  billsNow: false,
};

/**
 * Times a change of a subscription's items, all of `before` to all of `after`. Any condition that is met puts it off to
 * the period's end; in a trial nothing was paid for, so nothing is. Stripe bills at once when prorations are always
 * invoiced, and whenever the cycle starts anew: another interval, an anchor of `now`, the end of a trial, and in
 * classic billing the step from free to paid (https://docs.stripe.com/billing/subscriptions/billing-mode/compare).
 */
export function timeChange(
  feature: Feature,
  { status, billingMode }: Pick<SubscriptionFact, "status" | "billingMode">,
  before: readonly PricedItem[],
  after: readonly PricedItem[],
): ChangeTiming {
  const { proration_behavior: behavior, schedule_at_period_end: schedule } = feature;
  if (status === "trialing") {
    const endsTrial = feature.trial_update_behavior === "end_trial";
    return { at: "now", behavior, isProrated: false, anchor: null, endsTrial, billsNow: endsTrial };
  }
  if (schedule.conditions.some(({ type }) => isMet[type](before, after))) return atPeriodEnd;
  const isPaidFirst = billingMode === "classic" && before.every(isFree) && !after.every(isFree);
  // Told, not left to Stripe: of itself it begins a new cycle with another interval in classic billing only.
  const isAnew = isPaidFirst || !keepsRhythm(before, after);
  const anchor = isAnew || feature.billing_cycle_anchor === "now" ? "now" : null;
  return {
    at: "now",
    behavior,
    isProrated: behavior !== "none",
    anchor,
    endsTrial: false,
    billsNow: anchor === "now" || behavior === "always_invoice",
  };
}

const isMet: Readonly<
  Record<Condition, (before: readonly PricedItem[], after: readonly PricedItem[]) => boolean>
> = {
  decreasing_item_amount: isLess,
  shortening_interval: (before, after) => longestOf(after) < longestOf(before),
};

/**
 * Whether less is paid, all items taken together: for one period and over time, so that a cheaper year is not less
 * than a month, nor a dearer month less than a year. What has no amount to compare by counts by its quantity.
 */
function isLess(before: readonly PricedItem[], after: readonly PricedItem[]): boolean {
  const amount = sum(after, amountOf) - sum(before, amountOf);
  const rate = sum(after, rateOf) - sum(before, rateOf);
  if (amount !== 0) return amount < 0 && rate < 0 && !growsUnpriced(before, after);
  return sum(after, unpriced) < sum(before, unpriced) && samePrices(before, after);
}

/** More of what has no amount to compare by, or another such price: nobody knows that it is less. */
function growsUnpriced(before: readonly PricedItem[], after: readonly PricedItem[]): boolean {
  return sum(after, unpriced) > sum(before, unpriced) || !samePrices(before, after);
}

function samePrices(before: readonly PricedItem[], after: readonly PricedItem[]): boolean {
  const known = new Set(before.map(({ priceId }) => priceId));
  return after.every(
    ({ priceId, unitAmount, quantity }) =>
      unitAmount !== null || quantity === null || known.has(priceId),
  );
}

function isFree({ unitAmount, quantity }: PricedItem): boolean {
  return unitAmount === 0 && quantity !== null;
}

function amountOf({ unitAmount, quantity }: PricedItem): number {
  return (unitAmount ?? 0) * (quantity ?? 0);
}

function rateOf(item: PricedItem): number {
  return amountOf(item) / lengthOf(item);
}

function unpriced({ unitAmount, quantity }: PricedItem): number {
  return unitAmount === null ? (quantity ?? 0) : 0;
}

/** Of what does not recur, or by a unit we do not know, not a number: nothing is shorter than that, or less. */
function lengthOf({ interval }: PricedItem): number {
  return (interval && monthsOf(interval)) ?? Number.NaN;
}

function longestOf(items: readonly PricedItem[]): number {
  return Math.max(0, ...items.map(lengthOf));
}

function keepsRhythm(before: readonly PricedItem[], after: readonly PricedItem[]): boolean {
  return after.every(({ interval }) =>
    before.some((item) => sameInterval(item.interval, interval)),
  );
}

function sum(items: readonly PricedItem[], of: (item: PricedItem) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
