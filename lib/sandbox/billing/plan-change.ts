import type Stripe from "stripe";
import { invalid } from "../protocol/errors";
import { fullAmount } from "./amounts";
import { chargePeriod, chargeTrial, chargeUsage, periodOf, withPeriod } from "./cycle";
import { intervalOf, isSameInterval } from "./periods";
import { placeItems, startPeriod } from "./place-items";
import { prorateTerms } from "./prorate-terms";
import { type Charge, creditUnused, isMetered } from "./proration";

type ProrationBehavior = "create_prorations" | "always_invoice" | "none";

/** What is asked of a subscription's billing. Times in unix seconds; absent things stay as they are. */
export type Change = {
  now: number;
  /** The items there will be, with ids; their periods are set here. */
  items?: Stripe.SubscriptionItem[] | undefined;
  behavior: ProrationBehavior;
  prorationDate?: number | undefined;
  anchorNow: boolean;
  /** A schedule's phase moves the billing cycle as needed, in flexible billing too. */
  isPhase?: boolean;
  trialEnd?: "now" | number | undefined;
  /** When it will end (null: no longer); an end within the running period prorates. */
  cancelAt?: number | null | undefined;
};

/** What a change comes to: the subscription afterwards and what is charged for it. */
export type Plan = {
  subscription: Stripe.Subscription;
  prorations: Charge[];
  /** The lines of a new period that begins with the change. */
  cycle: Charge[];
  /** Billed at once, or left for the next invoice. */
  isBilledNow: boolean;
  prorationDate?: number;
};

/**
 * Decides, without touching anything, what a change does. The preview shows it and the update carries
 * it out, so the two agree. Stripe's rules: during a trial nothing is prorated;
 * `billing_cycle_anchor[type]=now`, the end or begin of a trial and, in classic billing, another interval or
 * the step from free to paid start a new period and bill it at once; any other change prorates.
 * https://docs.stripe.com/billing/subscriptions/billing-mode/compare
 */
export function planChange(before: Stripe.Subscription, change: Change): Plan {
  const data = placeItems(before, change.items ?? before.items.data, change.now);
  const after = { ...before, items: { ...before.items, data } };
  if (before.status === "trialing") return planInTrial(after, change);
  if (typeof change.trialEnd === "number") return planNewTrial(before, after, change);
  if (before.status === "paused") return quiet(after);
  const at = readProrationDate(change, before);
  if (beginsAnew(before, after, change)) return planReset(before, after, change, at);
  const isFlexible = before.billing_mode.type === "flexible";
  const usage = isFlexible ? billRemovedUsage(before, after, change) : [];
  const terms = change.behavior === "none" ? [] : prorateTerms(before, after, { ...change, at });
  const prorations = [...terms, ...usage];
  if (prorations.length === 0 && change.behavior === "none") return quiet(after);
  const isBilledNow = change.behavior === "always_invoice" && prorations.length > 0;
  return { subscription: after, prorations, cycle: [], isBilledNow, prorationDate: at };
}

/** A new period begins now: unused time is given back, usage so far and the new period are billed. */
function planReset(
  before: Stripe.Subscription,
  after: Stripe.Subscription,
  change: Change,
  at: number,
): Plan {
  const { now, behavior } = change;
  const reset = startPeriod({ ...after, billing_cycle_anchor: now }, now);
  const end = before.cancel_at ?? Number.POSITIVE_INFINITY;
  const credits = behavior === "none" ? [] : creditUnused(before.items.data, at, end);
  const cycle = [...chargePeriod(reset), ...chargeUsage(before.items.data, now)];
  return { ...bill(reset, cycle, credits), prorationDate: at };
}

function planInTrial(after: Stripe.Subscription, change: Change): Plan {
  if (change.trialEnd === "now") {
    const { now } = change;
    const active = { ...after, status: "active", trial_end: now, billing_cycle_anchor: now };
    const started = startPeriod(active, now);
    return bill(started, chargePeriod(started), []);
  }
  if (change.anchorNow) {
    throw invalid(
      "The billing cycle of a trialing subscription begins when its trial ends; to begin it now, pass `trial_end=now`.",
      "billing_cycle_anchor",
    );
  }
  return quiet(change.trialEnd === undefined ? after : withTrialUntil(after, change.trialEnd));
}

function planNewTrial(
  before: Stripe.Subscription,
  after: Stripe.Subscription,
  change: Change,
): Plan {
  const { now, behavior, trialEnd = now } = change;
  const end = trialEnd === "now" ? now : trialEnd;
  const trial = startTrial(after, now, end);
  const at = readProrationDate(change, before);
  const paidUntil = before.cancel_at ?? Number.POSITIVE_INFINITY;
  const credits = behavior === "none" ? [] : creditUnused(before.items.data, at, paidUntil);
  const cycle = [...chargeTrial(trial), ...chargeUsage(before.items.data, now)];
  return { ...bill(trial, cycle, credits), prorationDate: at };
}

/** Enters a trial from `start` to `end`. In classic billing `trial_start` stays that of the first trial. */
export function startTrial(
  subscription: Stripe.Subscription,
  start: number,
  end: number,
): Stripe.Subscription {
  const isClassic = subscription.billing_mode.type === "classic";
  const first = isClassic ? (subscription.trial_start ?? start) : start;
  const trial = { ...withTrialUntil(subscription, end), status: "trialing", trial_start: first };
  return withPeriod(trial, { start, end });
}

/** The trial's end is also where the billing cycle begins. */
function withTrialUntil(subscription: Stripe.Subscription, end: number): Stripe.Subscription {
  const { start } = periodOf(subscription);
  const moved = { ...subscription, trial_end: end, billing_cycle_anchor: end };
  return withPeriod(moved, { start, end });
}

function quiet(subscription: Stripe.Subscription): Plan {
  return { subscription, prorations: [], cycle: [], isBilledNow: false };
}

function bill(subscription: Stripe.Subscription, cycle: Charge[], prorations: Charge[]): Plan {
  return { subscription, prorations, cycle, isBilledNow: true };
}

/**
 * Flexible billing bills what was used of a metered price when its item leaves it; with `none` only when
 * the item goes on at another price.
 */
function billRemovedUsage(
  before: Stripe.Subscription,
  after: Stripe.Subscription,
  { now, behavior }: Change,
): Charge[] {
  const isBilled = (item: Stripe.SubscriptionItem) => {
    const kept = after.items.data.find(({ id }) => id === item.id);
    return kept === undefined ? behavior !== "none" : kept.price.id !== item.price.id;
  };
  return chargeUsage(before.items.data.filter(isBilled), now);
}

function beginsAnew(
  before: Stripe.Subscription,
  after: Stripe.Subscription,
  { anchorNow, isPhase }: Change,
): boolean {
  if (anchorNow) return true;
  const resetsItself = isPhase === true || before.billing_mode.type === "classic";
  return resetsItself && isReset(before, after);
}

/** Whether a classic change begins the cycle anew: a kept item bills at other times, or free turns paid. */
function isReset(before: Stripe.Subscription, after: Stripe.Subscription): boolean {
  if (isFree(before) && !isFree(after)) return true;
  const intervals = before.items.data.map(({ id, price }) => ({ id, interval: intervalOf(price) }));
  const kept = after.items.data.flatMap((item) => {
    const old = intervals.find(({ id }) => id === item.id);
    return old === undefined ? [] : [{ item, old: old.interval }];
  });
  if (kept.some(({ item, old }) => !isSameInterval(intervalOf(item.price), old))) return true;
  return !after.items.data.some(({ price }) =>
    intervals.some(({ interval }) => isSameInterval(intervalOf(price), interval)),
  );
}

function isFree({ items }: Stripe.Subscription): boolean {
  return items.data.every(
    (item) => !isMetered(item) && fullAmount(item.price, Math.max(item.quantity ?? 1, 1)) === 0,
  );
}

/** `proration_date` must lie in the running period of every item. */
function readProrationDate(change: Change, { items }: Stripe.Subscription): number {
  const at = change.prorationDate ?? change.now;
  const isOutside = items.data.some(
    (item) => at < item.current_period_start || at > item.current_period_end,
  );
  if (isOutside && change.prorationDate !== undefined) {
    throw invalid(
      "Invalid proration_date: must be within the current billing period.",
      "proration_date",
    );
  }
  return at;
}
