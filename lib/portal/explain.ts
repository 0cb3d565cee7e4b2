import type { ReasonCode } from "./allowance";
import type { SubscriptionActions, SubscriptionView } from "./view";

/**
 * What a refusal depends on: the merchant's settings, the state of things at Stripe, what this customer has, or
 * the visit as a whole.
 */
export type ReasonKind = "configuration" | "state" | "eligibility" | "visit";

export const reasonKinds: Readonly<Record<ReasonCode, ReasonKind>> = {
  feature_disabled: "configuration",
  subscription_ended: "state",
  cancellation_scheduled: "state",
  no_cancellation_scheduled: "state",
  schedule_attached: "state",
  several_items: "eligibility",
  metered: "eligibility",
  invoiced: "state",
  past_due: "state",
  paused: "state",
  incomplete: "state",
  no_other_plan: "configuration",
  not_on_offer: "configuration",
  already_default: "state",
  no_change_scheduled: "state",
  change_scheduled: "state",
  change_pending: "state",
  quantity_fixed: "configuration",
  not_ended: "state",
  already_subscribed: "eligibility",
  no_offer: "eligibility",
  offer_used: "eligibility",
  discount_exists: "eligibility",
  not_paused: "state",
  trialing: "state",
  nothing_due: "state",
  outside_flow: "visit",
  flow_completed: "visit",
  read_only: "visit",
  stripe_unreachable: "visit",
};

type Action = keyof SubscriptionActions;

/** The settings that switch an action on, as the configuration's document names them. */
export const switchOf: Readonly<Record<Action, string>> = {
  change_plan: "features.subscription_update (enabled; price in default_allowed_updates)",
  change_quantity: "features.subscription_update (enabled; quantity in default_allowed_updates)",
  undo_change: "features.subscription_update.enabled",
  cancel_subscription: "features.subscription_cancel.enabled",
  undo_cancel: "features.subscription_cancel.enabled",
  accept_offer: "features.subscription_cancel.enabled",
  decline_offer: "features.subscription_cancel.enabled",
  resubscribe: "portico.subscription_resubscribe.enabled",
  apply_promotion_code: "portico.promotion_code.enabled",
  pause_subscription: "features.subscription_pause.enabled",
  resume_subscription: "features.subscription_pause.enabled",
};

/** Something that is not offered, and why. */
export type Refused = { readonly action: Action; readonly reason: ReasonCode };

/** Everything that is not offered on a subscription, for who set the portal up. */
export function listRefused({ actions }: SubscriptionView): Refused[] {
  const names = Object.keys(switchOf).filter((name): name is Action =>
    Object.hasOwn(actions, name),
  );
  return names.flatMap((action) => {
    const allowance = actions[action];
    return allowance.allowed ? [] : [{ action, reason: allowance.reason }];
  });
}

/**
 * What a customer could miss on a subscription, and why it is not offered. What nobody would look for in its state
 * is left out, and so is what concerns the visit as a whole, which the page says once.
 */
export function listMissed(subscription: SubscriptionView): Refused[] {
  return listRefused(subscription).filter(({ action, reason }) => {
    return comesUp[action](subscription) && isTelling(action, reason);
  });
}

/** Reasons worth a line of their own: the customer can mend or expect something. The rest is asked for. */
const telling = new Set<ReasonCode>([
  "past_due",
  "incomplete",
  "schedule_attached",
  "several_items",
  "invoiced",
]);

/** Why there is no other plan, where that is worth saying unasked; null otherwise. */
export function tellingReason({ actions }: SubscriptionView): ReasonCode | null {
  const { change_plan: change } = actions;
  return !change.allowed && telling.has(change.reason) ? change.reason : null;
}

const comesUp: Readonly<Record<Action, (subscription: SubscriptionView) => boolean>> = {
  change_plan: isLiving,
  change_quantity: (subscription) => isLiving(subscription) && hasUnits(subscription),
  undo_change: ({ horizon }) => horizon.kind === "changes",
  cancel_subscription: (subscription) =>
    isLiving(subscription) && subscription.horizon.kind !== "ends",
  undo_cancel: ({ horizon }) => horizon.kind === "ends",
  accept_offer: () => false,
  decline_offer: () => false,
  resubscribe: (subscription) => !isLiving(subscription),
  apply_promotion_code: isLiving,
  pause_subscription: ({ horizon, ...rest }) =>
    isLiving({ ...rest, horizon }) && horizon.kind !== "paused",
  resume_subscription: ({ horizon }) => horizon.kind === "paused",
};

/** What a merchant never offered is not missed; only what customers look for everywhere is. */
const offeredBySome = new Set<Action>(["apply_promotion_code", "pause_subscription"]);

function isTelling(action: Action, reason: ReasonCode): boolean {
  if (reasonKinds[reason] === "visit") return false;
  return reason !== "feature_disabled" || !offeredBySome.has(action);
}

function isLiving({ horizon }: SubscriptionView): boolean {
  return horizon.kind !== "ended";
}

function hasUnits({ items }: SubscriptionView): boolean {
  return items.some(({ unitLabel, quantity, metered }) => {
    return !metered && (unitLabel !== null || (quantity ?? 1) > 1);
  });
}
