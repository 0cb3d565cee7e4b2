import { z } from "zod";
import { stripeId } from "./configuration-fields";

/** Stripe's eight, in its order. */
export const cancellationReasons = [
  "customer_service",
  "low_quality",
  "missing_features",
  "other",
  "switched_service",
  "too_complex",
  "too_expensive",
  "unused",
] as const;

export type CancellationReason = (typeof cancellationReasons)[number];

/** Stripe's names for what a customer may change of their billing information. */
export const customerUpdates = ["name", "email", "address", "shipping", "phone", "tax_id"] as const;

const adjustableQuantity = z.strictObject({
  enabled: z.boolean(),
  minimum: z.int().min(0).default(1),
  maximum: z.int().min(0).nullable().default(null),
});

const planProduct = z.strictObject({
  product: stripeId,
  prices: z.array(stripeId).max(50),
  adjustable_quantity: adjustableQuantity.prefault({ enabled: false }),
});

const cancelFeature = z.strictObject({
  enabled: z.boolean().default(true),
  mode: z.enum(["at_period_end", "immediately"]).default("at_period_end"),
  proration_behavior: z.enum(["none", "create_prorations"]).default("none"),
  cancellation_reason: z
    .strictObject({
      enabled: z.boolean().default(false),
      options: z.array(z.enum(cancellationReasons)).default([...cancellationReasons]),
      /** The merchant's own reasons, by id; null: none. */
      feedback_options: z.array(stripeId).max(50).nullable().default(null),
    })
    .prefault({}),
});

const updateFeature = z.strictObject({
  enabled: z.boolean().default(false),
  default_allowed_updates: z.array(z.enum(["price", "quantity", "promotion_code"])).default([]),
  proration_behavior: z.enum(["none", "create_prorations", "always_invoice"]).default("none"),
  billing_cycle_anchor: z.enum(["unchanged", "now"]).nullable().default(null),
  trial_update_behavior: z.enum(["end_trial", "continue_trial"]).default("end_trial"),
  schedule_at_period_end: z
    .strictObject({
      conditions: z
        .array(z.strictObject({ type: z.enum(["decreasing_item_amount", "shortening_interval"]) }))
        .max(10)
        .default([]),
    })
    .prefault({}),
  products: z.array(planProduct).max(50).default([]),
});

const pauseOption = z.strictObject({
  interval: z.enum(["day", "week", "month", "year"]),
  interval_count: z.int().min(1).max(1095).default(1),
});

const pauseFeature = z.strictObject({
  enabled: z.boolean().default(false),
  duration: z
    .strictObject({
      type: z.enum(["indefinite", "interval_options"]).default("interval_options"),
      interval_options: z
        .array(pauseOption)
        .max(20)
        .default([{ interval: "month", interval_count: 1 }]),
    })
    .prefault({}),
});

/** Stripe's `features`, field by field. What is on by default is what a portal needs before anybody set it up. */
export const featuresSchema = z.strictObject({
  invoice_history: z.strictObject({ enabled: z.boolean().default(true) }).prefault({}),
  customer_update: z
    .strictObject({
      enabled: z.boolean().default(true),
      allowed_updates: z.array(z.enum(customerUpdates)).default(["name", "address", "phone"]),
    })
    .prefault({}),
  payment_method_update: z
    .strictObject({
      enabled: z.boolean().default(true),
      payment_method_configuration: stripeId.nullable().default(null),
    })
    .prefault({}),
  subscription_cancel: cancelFeature.prefault({}),
  subscription_pause: pauseFeature.prefault({}),
  subscription_update: updateFeature.prefault({}),
});
