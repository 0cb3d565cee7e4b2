import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireCustomer } from "../find";
import { defaultMethodOf } from "../payments/default-method";
import { endSubscription } from "./cancel-subscription";
import { asPaused } from "./status-details";

const unpaidEnds = ["cancel", "pause"] as const;
type UnpaidEnd = (typeof unpaidEnds)[number];

/**
 * What `trial_settings[end_behavior][missing_payment_method]` makes of a trial's end when there is nothing
 * to charge automatically; null: it is no trial, or it is billed like any other period.
 */
export async function unpaidEnd(
  context: Context,
  subscription: Stripe.Subscription,
): Promise<UnpaidEnd | null> {
  const { collection_method: method, status, trial_settings: settings } = subscription;
  const end = unpaidEnds.find((one) => one === settings?.end_behavior.missing_payment_method);
  if (status !== "trialing" || method !== "charge_automatically" || end === undefined) return null;
  const customer = await requireCustomer(context.books, idOf(subscription.customer) ?? "");
  return defaultMethodOf(subscription, customer) === null ? end : null;
}

/** Ends a trial at the context's time without an invoice. Gives the subscription, saved. */
export async function endTrial(
  context: Context,
  trial: Stripe.Subscription,
  end: UnpaidEnd,
): Promise<Stripe.Subscription> {
  if (end === "cancel") return endSubscription(context, trial);
  const paused = asPaused(trial, context.now, "trial_end_without_payment_method");
  await context.books.put("subscription", paused);
  return paused;
}
