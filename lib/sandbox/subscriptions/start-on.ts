import type Stripe from "stripe";
import { intervalOf } from "../billing/periods";
import { startPeriod } from "../billing/place-items";
import { startTrial } from "../billing/plan-change";
import { invalid } from "../protocol/errors";
import { type AnchorConfig, currentStart, readAnchor } from "./read-anchor";
import { readTrial } from "./read-trial";

type StartParams = Parameters<typeof readTrial>[0] &
  Parameters<typeof readAnchor>[0] & { backdate_start_date?: number | undefined };

/** Puts a subscription into its first trial or period, on the billing dates that are asked for. */
export function startOn(
  subscription: Stripe.Subscription,
  params: StartParams,
  now: number,
): Stripe.Subscription {
  const { backdate_start_date: past, billing_cycle_anchor_config: config } = params;
  if (past !== undefined && past > now) {
    throw invalid("`backdate_start_date` must be in the past.", "backdate_start_date");
  }
  const begun = { ...subscription, start_date: past ?? now };
  const [item] = begun.items.data;
  if (item === undefined) return begun;
  const trial = readTrial(params, begun.items.data, now);
  const trialEnd = typeof trial === "number" ? trial : null;
  const grid = { now, start: trialEnd ?? now, interval: intervalOf(item.price) };
  const anchor = readAnchor(params, grid);
  if (anchor !== null && trialEnd !== null && trialEnd > anchor) {
    throw invalid(
      "The trial must end before the billing cycle anchor.",
      "trial_end",
      "subscription_update_trial_after_billing_cycle_anchor",
    );
  }
  const dated = {
    ...begun,
    billing_cycle_anchor: anchor ?? naturalAnchor(begun, now),
    billing_cycle_anchor_config: config === undefined ? null : configOf(config),
  };
  if (trialEnd === null)
    return startPeriod(dated, currentStart(dated.billing_cycle_anchor, past, grid));
  const inTrial = startTrial(dated, now, trialEnd);
  return { ...inTrial, billing_cycle_anchor: anchor ?? trialEnd };
}

/** A backdated subscription's billing cycle begins in flexible billing where it starts, in classic now. */
function naturalAnchor(subscription: Stripe.Subscription, now: number): number {
  return subscription.billing_mode.type === "classic" ? now : subscription.start_date;
}

function configOf(config: AnchorConfig): Stripe.Subscription.BillingCycleAnchorConfig {
  return {
    day_of_month: config.day_of_month,
    hour: config.hour ?? null,
    minute: config.minute ?? null,
    month: config.month ?? null,
    second: config.second ?? null,
  };
}
