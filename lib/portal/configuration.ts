import { z } from "zod";

/**
 * What a portal may do: Stripe's billing_portal.configuration, with ours under `portico` (later).
 * This schema is the only definition: `configurationSchema.parse({})` is the default, and the API, the
 * dashboard's form and the portal all parse with it. Field names are Stripe's own, as on the wire.
 */
const adjustableQuantity = z.strictObject({
  enabled: z.boolean().default(false),
  minimum: z.int().min(0).default(1),
  maximum: z.int().min(1).nullable().default(null),
});

const planProduct = z.strictObject({
  product: z.string(),
  prices: z.array(z.string()),
  adjustable_quantity: adjustableQuantity.prefault({}),
});

const httpUrl = z.url({ protocol: /^https?$/ });

export const configurationSchema = z.strictObject({
  name: z.string().max(256).nullable().default(null),
  default_return_url: httpUrl.nullable().default(null),
  business_profile: z
    .strictObject({
      headline: z.string().max(60).nullable().default(null),
      privacy_policy_url: httpUrl.nullable().default(null),
      terms_of_service_url: httpUrl.nullable().default(null),
    })
    .prefault({}),
  features: z
    .strictObject({
      invoice_history: z.strictObject({ enabled: z.boolean().default(true) }).prefault({}),
      payment_method_update: z.strictObject({ enabled: z.boolean().default(true) }).prefault({}),
      subscription_cancel: z
        .strictObject({
          enabled: z.boolean().default(true),
          mode: z.enum(["at_period_end", "immediately"]).default("at_period_end"),
          proration_behavior: z.enum(["none", "create_prorations"]).default("none"),
        })
        .prefault({}),
      subscription_update: z
        .strictObject({
          enabled: z.boolean().default(false),
          default_allowed_updates: z
            .array(z.enum(["price", "quantity", "promotion_code"]))
            .default([]),
          proration_behavior: z
            .enum(["none", "create_prorations", "always_invoice"])
            .default("none"),
          billing_cycle_anchor: z.enum(["unchanged", "now"]).nullable().default(null),
          trial_update_behavior: z.enum(["end_trial", "continue_trial"]).default("end_trial"),
          products: z.array(planProduct).default([]),
        })
        .prefault({}),
    })
    .prefault({}),
});

export type PortalConfiguration = z.infer<typeof configurationSchema>;
