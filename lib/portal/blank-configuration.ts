import { configurationSchema, type PortalConfiguration } from "./configuration";

/**
 * What a configuration made by the API says of what it was not told: every feature off and its choices empty, each
 * with Stripe's documented defaults inside, where ours has on what a portal needs.
 */
export function blankConfiguration(): PortalConfiguration {
  const blank = configurationSchema.parse({});
  const { features } = blank;
  for (const feature of Object.values(features)) feature.enabled = false;
  features.customer_update.allowed_updates = [];
  features.subscription_cancel.cancellation_reason.options = [];
  return blank;
}
