/** Why an action is not offered. The catalogue has a polite sentence for each. */
export type ReasonCode =
  | "feature_disabled"
  | "subscription_ended"
  | "cancellation_scheduled"
  | "no_cancellation_scheduled"
  | "schedule_attached"
  | "several_items"
  | "metered"
  | "invoiced"
  | "past_due"
  | "paused"
  | "incomplete"
  | "no_other_plan"
  | "already_default"
  /** Only what this product scheduled can be undone here. */
  | "no_change_scheduled"
  | "change_scheduled"
  /** A change waits for its payment to be confirmed. */
  | "change_pending"
  | "quantity_fixed"
  | "not_ended"
  | "already_subscribed"
  /** What it was is not on sale here any more. */
  | "not_on_offer"
  | "no_offer"
  | "offer_used"
  | "discount_exists"
  | "not_paused"
  | "trialing"
  | "nothing_due"
  /** The session was made for another task. */
  | "outside_flow"
  | "flow_completed"
  | "read_only"
  | "stripe_unreachable";

/** Either the action may be done, with what it may be done with, or the reason why not. */
export type Allowance<Terms = object> =
  | ({ readonly allowed: true } & Terms)
  | { readonly allowed: false; readonly reason: ReasonCode };
