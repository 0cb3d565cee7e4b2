import type Stripe from "stripe";
import { invalid } from "../protocol/errors";
import { chargePeriod, chargeTrial, periodFrom, periodOf, withItems, withPeriod } from "./cycle";
import { intervalOf, isSameInterval } from "./periods";
import { type Charge, creditUnused, prorateChange } from "./proration";

type ProrationBehavior = "create_prorations" | "always_invoice" | "none";

/** What is asked of a subscription's billing. Times in unix seconds; absent things stay as they are. */
export type Change = {
  now: number;
  /** The items there will be, with ids; their periods are set here. */
  items?: Stripe.SubscriptionItem[] | undefined;
  behavior: ProrationBehavior;
  prorationDate?: number | undefined;
  anchorNow: boolean;
  trialEnd?: "now" | number | undefined;
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
 * it out, so the two agree. Stripe's rules: during a trial nothing is prorated; another interval,
 * `billing_cycle_anchor[type]=now` and the end or begin of a trial start a new period and bill it at once;
 * any other change prorates within the running period.
 */
export function planChange(before: Stripe.Subscription, change: Change): Plan {
  const period = periodOf(before);
  const data = change.items ?? before.items.data;
  const after = { ...before, items: withItems(before.items, data, period) };
  if (before.status === "trialing") return planInTrial(after, change);
  if (typeof change.trialEnd === "number") return planNewTrial(before, after, change);
  if (before.status === "paused") return quiet(after);
  const at = readProrationDate(change, period);
  if (change.anchorNow || !hasSameInterval(before, after)) {
    const reset = startPeriod({ ...after, billing_cycle_anchor: change.now }, change.now);
    const credits = change.behavior === "none" ? [] : creditUnused(before.items.data, at);
    return { ...bill(reset, chargePeriod(reset), credits), prorationDate: at };
  }
  if (change.behavior === "none") return quiet(after);
  const prorations = prorateChange(before.items.data, after.items.data, at);
  const isBilledNow = change.behavior === "always_invoice" && prorations.length > 0;
  return { subscription: after, prorations, cycle: [], isBilledNow, prorationDate: at };
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
  const at = readProrationDate(change, periodOf(before));
  const credits = behavior === "none" ? [] : creditUnused(before.items.data, at);
  return { ...bill(trial, chargeTrial(trial), credits), prorationDate: at };
}

/** Enters a trial from `start` to `end`. */
export function startTrial(
  subscription: Stripe.Subscription,
  start: number,
  end: number,
): Stripe.Subscription {
  const trial = { ...withTrialUntil(subscription, end), status: "trialing", trial_start: start };
  return withPeriod(trial, { start, end });
}

/** The trial's end is also where the billing cycle begins. */
function withTrialUntil(subscription: Stripe.Subscription, end: number): Stripe.Subscription {
  const { start } = periodOf(subscription);
  const moved = { ...subscription, trial_end: end, billing_cycle_anchor: end };
  return withPeriod(moved, { start, end });
}

/** Enters the period that begins at `start`. */
export function startPeriod(subscription: Stripe.Subscription, start: number): Stripe.Subscription {
  const started = withPeriod(subscription, periodFrom(subscription, start));
  const end = periodOf(started).end;
  return started.cancel_at_period_end ? { ...started, cancel_at: end } : started;
}

function quiet(subscription: Stripe.Subscription): Plan {
  return { subscription, prorations: [], cycle: [], isBilledNow: false };
}

function bill(subscription: Stripe.Subscription, cycle: Charge[], prorations: Charge[]): Plan {
  return { subscription, prorations, cycle, isBilledNow: true };
}

function hasSameInterval(before: Stripe.Subscription, after: Stripe.Subscription): boolean {
  const [first, second] = [before.items.data[0]?.price, after.items.data[0]?.price];
  if (first === undefined || second === undefined) return true;
  return isSameInterval(intervalOf(first), intervalOf(second));
}

function readProrationDate(change: Change, period: { start: number; end: number }): number {
  const at = change.prorationDate ?? change.now;
  if (at < period.start || at > period.end) {
    throw invalid(
      "Invalid proration_date: must be within the current billing period.",
      "proration_date",
    );
  }
  return at;
}
