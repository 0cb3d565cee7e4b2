import { z } from "zod";
import { httpUrl } from "./configuration-fields";
import { findContradictions } from "./contradictions";
import { extensionSchema } from "./extension";
import { featuresSchema } from "./features";
import { plainLine } from "./text";

/**
 * What a portal may do: Stripe's billing_portal.configuration, with ours under `portico`.
 * This schema is the only definition: `configurationSchema.parse({})` is the default, and the API, the
 * dashboard's form and the portal all parse with it. Field names are Stripe's own, as on the wire.
 */
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
  features: featuresSchema.prefault({}),
  login_page: z.strictObject({ enabled: z.boolean().default(false) }).prefault({}),
  portico: extensionSchema.prefault({}),
});

/** What may be saved: what can be read, and makes sense together. */
export const savableConfigurationSchema = configurationSchema.superRefine((document, context) => {
  for (const { path, message } of findContradictions(document)) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
});

/** The same, with what a form asks for besides: a switch that is on and does nothing is an oversight there. */
export const formConfigurationSchema = savableConfigurationSchema.superRefine(
  ({ features: { subscription_cancel: cancel, customer_update: customer } }, context) => {
    const refuse = (path: readonly string[], message: string) =>
      context.addIssue({ code: "custom", path: ["features", ...path], message });
    const { enabled, options, feedback_options: own } = cancel.cancellation_reason;
    if (enabled && options.length === 0 && (own ?? []).length === 0) {
      refuse(
        ["subscription_cancel", "cancellation_reason", "options"],
        "Choose at least one reason.",
      );
    }
    if (customer.enabled && customer.allowed_updates.length === 0) {
      refuse(
        ["customer_update", "allowed_updates"],
        "Choose what may be changed, or switch this off.",
      );
    }
  },
);

export type PortalConfiguration = z.infer<typeof configurationSchema>;
