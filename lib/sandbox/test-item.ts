import type Stripe from "stripe";
import { planOf } from "./billing/plan-of";
import { decimal } from "./casts";

type Terms = {
  id: string;
  price: string;
  /** Minor units; text for fractions of one. */
  unit: number | string;
  quantity: number;
  start: number;
  end: number;
};

/** A subscription item for unit tests of billing. */
export function testItem({ id, price: name, unit, quantity, start, end }: Terms) {
  const price: Stripe.Price = {
    id: name,
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    created: 0,
    currency: "usd",
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: "prod_1",
    recurring: {
      interval: "month",
      interval_count: 1,
      meter: null,
      trial_period_days: null,
      usage_type: "licensed",
    },
    tax_behavior: null,
    tiers_mode: null,
    transform_quantity: null,
    type: "recurring",
    unit_amount: typeof unit === "number" ? unit : null,
    unit_amount_decimal: decimal(String(unit)),
  };
  const item: Stripe.SubscriptionItem = {
    id,
    object: "subscription_item",
    billing_thresholds: null,
    created: 0,
    current_period_end: end,
    current_period_start: start,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(price),
    price,
    quantity,
    subscription: "sub_1",
    tax_rates: [],
  };
  return item;
}
