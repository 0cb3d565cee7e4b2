import { z } from "zod";
import { configurationSchema } from "../../portal/configuration";
import { stripeId } from "../../portal/configuration-fields";
import { plainLine } from "../../portal/text";
import { metadataSchema } from "../../wire/metadata";

/** A configuration's id: Stripe's own form, since imports keep Stripe's ids. */
export const configurationId = z.string().regex(/^bpc_\w{1,64}$/);

export const feedbackOptionId = z.string().regex(/^fbo_\w{1,64}$/);

const storedText = z.string().max(5000).nullable();

/** Billflow's names for which Service a product belongs to, and which of its tiers it is. */
const serviceMark = z.strictObject({ sb_service: storedText, sb_tier: storedText });

const portableProduct = z.strictObject({ name: z.string().max(5000), sb: serviceMark });

const portablePrice = z.strictObject({
  lookup_key: storedText,
  product: stripeId,
  product_name: z.string().max(5000),
  sb: serviceMark,
  interval: z.string().max(50).nullable(),
  interval_count: z.int().nullable(),
  currency: z.string().max(10),
  /** In the currency's smallest unit; null for tiers and parts of a unit. */
  unit_amount: z.int().nullable(),
});

const portableConfiguration = z.strictObject({
  id: configurationId,
  is_default: z.boolean(),
  active: z.boolean(),
  metadata: metadataSchema.refine((pairs) => Object.keys(pairs).length <= 50, {
    error: "Metadata has 50 keys at most.",
  }),
  document: configurationSchema,
});

/** A cancellation reason of the merchant's own. */
export const feedbackOptionSchema = z.strictObject({
  id: feedbackOptionId,
  description: plainLine(100).min(1),
  active: z.boolean(),
});

/**
 * Configurations as JSON that can be kept, compared and applied elsewhere. `catalogue` says what the prices and
 * products they name are, so that another account's can be found for them. What is under `document` is parsed by the
 * one configuration schema.
 */
export const portableSchema = z.strictObject({
  portico_export: z.literal(1),
  /** Unix seconds. */
  exported_at: z.int().min(0),
  livemode: z.boolean(),
  configurations: z.array(portableConfiguration).max(100),
  feedback_options: z.array(feedbackOptionSchema).max(500),
  catalogue: z.strictObject({
    prices: z.record(stripeId, portablePrice),
    products: z.record(stripeId, portableProduct),
  }),
});

export type Portable = z.infer<typeof portableSchema>;
export type PortableConfiguration = z.infer<typeof portableConfiguration>;
export type PortableFeedbackOption = z.infer<typeof feedbackOptionSchema>;
export type PortablePrice = z.infer<typeof portablePrice>;
export type PortableProduct = z.infer<typeof portableProduct>;

/** The schema of that JSON, as JSON Schema 2020-12: for editors, and for checks before anything is sent. */
export function portableJsonSchema(): object {
  return z.toJSONSchema(portableSchema, { io: "input" });
}
