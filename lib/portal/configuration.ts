import { z } from "zod";
import { plainLine, plainText } from "./text";
import { isHttpUrl, isOriginOf, isRedirectUrl } from "./urls";

/**
 * What a portal may do: Stripe's billing_portal.configuration, with ours under `portico`.
 * This schema is the only definition: `configurationSchema.parse({})` is the default, and the API, the
 * dashboard's form and the portal all parse with it. Field names are Stripe's own, as on the wire.
 */
const adjustableQuantity = z.strictObject({
  enabled: z.boolean().default(false),
  minimum: z.int().min(0).default(1),
  maximum: z.int().min(1).nullable().default(null),
});

/** Stripe's own ids are random, those of products may be the merchant's; never empty, which would name a whole list. */
const stripeId = z.string().regex(/^[^\s/\p{Cc}]{1,255}$/u);

const planProduct = z.strictObject({
  product: stripeId,
  prices: z.array(stripeId).max(50),
  adjustable_quantity: adjustableQuantity.prefault({}),
});

const httpUrl = z.string().max(2000).refine(isHttpUrl, { error: "url_invalid" });

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

/** One line of plain text that is safe in a mail header too. */
const headerLine = (longest: number) =>
  plainLine(longest)
    .min(1)
    .regex(/^[^\p{Bidi_Control}<>"]*$/u);

export const configurationSchema = z.strictObject({
  name: plainLine(256).nullable().default(null),
  default_return_url: httpUrl.nullable().default(null),
  business_profile: z
    .strictObject({
      headline: plainLine(60).nullable().default(null),
      privacy_policy_url: httpUrl.nullable().default(null),
      terms_of_service_url: httpUrl.nullable().default(null),
    })
    .prefault({}),
  features: z
    .strictObject({
      invoice_history: z.strictObject({ enabled: z.boolean().default(true) }).prefault({}),
      customer_update: z
        .strictObject({
          enabled: z.boolean().default(true),
          allowed_updates: z.array(z.enum(customerUpdates)).default(["name", "address", "phone"]),
        })
        .prefault({}),
      payment_method_update: z.strictObject({ enabled: z.boolean().default(true) }).prefault({}),
      subscription_cancel: z
        .strictObject({
          enabled: z.boolean().default(true),
          mode: z.enum(["at_period_end", "immediately"]).default("at_period_end"),
          proration_behavior: z.enum(["none", "create_prorations"]).default("none"),
          cancellation_reason: z
            .strictObject({
              enabled: z.boolean().default(false),
              options: z.array(z.enum(cancellationReasons)).default([...cancellationReasons]),
            })
            .prefault({}),
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
          products: z.array(planProduct).max(50).default([]),
        })
        .prefault({}),
    })
    .prefault({}),
  login_page: z.strictObject({ enabled: z.boolean().default(false) }).prefault({}),
  portico: z
    .strictObject({
      invoice_history: z
        .strictObject({ scope: z.enum(["all", "subscription"]).default("all") })
        .prefault({}),
      subscription_cancel: z
        .strictObject({
          /** Shown where a cancellation is confirmed. Plain text. */
          message: plainText(5000).nullable().default(null),
          /** How to cancel where cancelling is switched off. Plain text. */
          instructions: plainText(5000).nullable().default(null),
        })
        .prefault({}),
      email_authentication: z
        .strictObject({
          /** Who the mail with the link is from; null: the merchant's name. */
          company_name: headerLine(100).nullable().default(null),
          /** The pages of the merchant's own that a mailed link may lead back to. */
          redirect_urls: z
            .array(z.string().max(2000).refine(isRedirectUrl, { error: "url_invalid" }))
            .max(20)
            .default([]),
          /** Where the token stands in a redirect URL; in the query only when the merchant wants it there. */
          token_in: z.enum(["fragment", "query"]).default("fragment"),
        })
        .prefault({}),
      security: z
        .strictObject({
          /** The sites that may show the portal in a frame. */
          allowed_origins: z
            .array(z.string().max(300).refine(isOriginOf, { error: "origin_invalid" }))
            .max(100)
            .default([]),
        })
        .prefault({}),
    })
    .prefault({}),
});

/** What may be saved: what can be read, and makes sense together. */
export const savableConfigurationSchema = configurationSchema.superRefine((document, context) => {
  const {
    subscription_update: update,
    subscription_cancel: cancel,
    customer_update: customer,
  } = document.features;
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: "custom", path: ["features", ...path.split(".")], message });
  if (update.enabled && update.products.length === 0) {
    refuse("subscription_update.products", "Choose at least one product, or switch this off.");
  }
  if (update.products.some(({ prices }) => prices.length === 0)) {
    refuse("subscription_update.products", "Choose at least one price of each product.");
  }
  if (new Set(update.products.map(({ product }) => product)).size < update.products.length) {
    refuse("subscription_update.products", "Name each product only once.");
  }
  if (cancel.cancellation_reason.enabled && cancel.cancellation_reason.options.length === 0) {
    refuse("subscription_cancel.cancellation_reason.options", "Choose at least one reason.");
  }
  if (customer.enabled && customer.allowed_updates.length === 0) {
    refuse("customer_update.allowed_updates", "Choose what may be changed, or switch this off.");
  }
});

export type PortalConfiguration = z.infer<typeof configurationSchema>;
