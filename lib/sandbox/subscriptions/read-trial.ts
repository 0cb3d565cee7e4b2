import type Stripe from "stripe";
import { invalid } from "../protocol/errors";

const daySeconds = 86400;
const mostTrialDays = 730;

type TrialParams = {
  trial_end?: "now" | number | undefined;
  trial_from_plan?: boolean | undefined;
  trial_period_days?: number | undefined;
};

/** Stripe: in the future, at most two years ahead (730 days). Unix seconds. */
function checkTrialEnd(end: number, now: number): number {
  if (end <= now) {
    throw invalid(
      "Invalid timestamp: must be an integer Unix timestamp in the future.",
      "trial_end",
    );
  }
  if (end > now + mostTrialDays * daySeconds) {
    throw invalid("Invalid trial_end: must be at most two years in the future.", "trial_end");
  }
  return end;
}

/**
 * When a trial that is asked for ends; "now" to end a running one, undefined: nothing is asked. Prices
 * count only with `trial_from_plan`: the longest of theirs.
 */
export function readTrial(
  params: TrialParams,
  items: readonly Stripe.SubscriptionItem[],
  now: number,
): "now" | number | undefined {
  const { trial_end: end, trial_period_days: days, trial_from_plan: fromPlan } = params;
  if (end !== undefined && (days !== undefined || fromPlan === true)) {
    const other = days === undefined ? "trial_from_plan" : "trial_period_days";
    throw invalid(
      `You may only specify one of these parameters: trial_end, ${other}.`,
      "trial_end",
      "parameters_exclusive",
    );
  }
  if (typeof end === "number") return checkTrialEnd(end, now);
  if (end === "now") return end;
  const length = days ?? (fromPlan === true ? longestOf(items) : 0);
  return length === 0 ? undefined : now + length * daySeconds;
}

function longestOf(items: readonly Stripe.SubscriptionItem[]): number {
  return Math.max(0, ...items.map(({ price }) => price.recurring?.trial_period_days ?? 0));
}
