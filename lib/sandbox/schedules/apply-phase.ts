import type Stripe from "stripe";
import type { FormHash } from "@/lib/wire/decode-form";
import { intervalOf, nextBoundary } from "../billing/periods";
import { loadDiscounts } from "../discounts/load-discounts";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { readParams } from "../protocol/params";
import { createShape, createSubscription } from "../subscriptions/create-subscription";
import { updateShape, updateSubscription } from "../subscriptions/update-subscription";
import { phaseForm, type Standing } from "./phase-form";

type Schedule = Stripe.SubscriptionSchedule;
type Phase = Stripe.SubscriptionSchedule.Phase;

/** Begins the subscription of a schedule with a phase that has begun. Its first invoice is a draft. */
export async function beginSubscription(
  context: Context,
  schedule: Schedule,
  phase: Phase,
): Promise<Stripe.Subscription> {
  const { flexible, type } = schedule.billing_mode;
  const blank: Standing = { items: [], coupons: new Map() };
  const display = flexible?.proration_discounts;
  const form = {
    ...phaseForm(schedule.default_settings, phase, blank),
    billing_mode: {
      type,
      ...(type === "flexible" && display !== undefined
        ? { flexible: { proration_discounts: display } }
        : {}),
    },
    currency: phase.currency,
    customer: idOf(schedule.customer) ?? "",
    ...(phase.trial_end !== null && phase.trial_end > context.now
      ? { trial_end: String(phase.trial_end) }
      : {}),
    ...(await pastForm(context, phase)),
    ...endForm(schedule, phase, null),
    payment_behavior: "allow_incomplete",
    proration_behavior: phase.proration_behavior,
  };
  const call = { ...context, schedule: schedule.id };
  return createSubscription(call, readParams(createShape, form));
}

/** A phase that began in the past: the subscription did too, and keeps the phase's billing dates. */
async function pastForm({ books, now }: Context, phase: Phase): Promise<FormHash> {
  const { start_date: start, trial_end: trialEnd } = phase;
  if (start >= now) return {};
  const price = await books.find("price", idOf(phase.items[0]?.price) ?? "");
  const isTrial = trialEnd !== null && trialEnd > now;
  if (price === null || isTrial) return { backdate_start_date: String(start) };
  const anchor = nextBoundary(start, intervalOf(price), now);
  return { backdate_start_date: String(start), billing_cycle_anchor: String(anchor) };
}

/**
 * Brings the subscription of a schedule into a phase. `behavior` says what becomes of prorations; at the
 * end of a period there are none, and the renewal bills what is new.
 */
export async function applyPhase(
  context: Context,
  schedule: Schedule,
  phase: Phase,
  behavior: Stripe.SubscriptionSchedule.Phase.ProrationBehavior,
): Promise<Stripe.Subscription> {
  const id = idOf(schedule.subscription) ?? "";
  const before = await requireDocument(context.books, "subscription", id);
  const isBoundary = before.items.data.every((item) => item.current_period_end <= context.now);
  const anchor = phase.billing_cycle_anchor ?? schedule.default_settings.billing_cycle_anchor;
  const isStart = phase.start_date === context.now;
  const form = {
    ...phaseForm(schedule.default_settings, phase, await standingOf(context, before)),
    proration_behavior: isBoundary ? "none" : behavior,
    ...trialForm(context, before, phase),
    ...endForm(schedule, phase, before),
    ...(anchor === "phase_start" && isStart && !isBoundary
      ? { billing_cycle_anchor: { type: "now" } }
      : {}),
  };
  const params = readParams(updateShape, form);
  return updateSubscription({ ...context, schedule: schedule.id }, id, params);
}

/** A phase's trial begins one, moves the running one, or lets it end. */
function trialForm({ now }: Context, before: Stripe.Subscription, phase: Phase) {
  const isNew = phase.trial_end !== null && phase.trial_end > now;
  if (isNew && phase.trial_end !== before.trial_end) return { trial_end: String(phase.trial_end) };
  if (!isNew && before.status === "trialing" && (before.trial_end ?? now) > now) {
    return { trial_end: "now" };
  }
  return {};
}

/** The last phase of a schedule that ends by canceling plans that end on the subscription. */
function endForm(schedule: Schedule, phase: Phase, before: Stripe.Subscription | null): FormHash {
  const isLast = schedule.phases.at(-1)?.end_date === phase.end_date;
  const end = isLast && schedule.end_behavior === "cancel" ? phase.end_date : null;
  if (end === (before?.cancel_at ?? null)) return {};
  return { cancel_at: end === null ? "" : String(end) };
}

async function standingOf(context: Context, subscription: Stripe.Subscription): Promise<Standing> {
  const items = subscription.items.data;
  const ids = [subscription.discounts, ...items.map((item) => item.discounts)].flat();
  const loaded = await loadDiscounts(context.books, ids);
  return {
    items,
    coupons: new Map(loaded.map(({ discount, coupon }) => [discount.id, coupon.id])),
  };
}
