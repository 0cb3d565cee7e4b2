import { z } from "zod";
import { configurationSchema } from "../portal/configuration";
import { listShape } from "./list-params";
import { loosenObject } from "./loosen";
import { metadataSchema } from "./metadata";

const reason = "features.subscription_cancel.cancellation_reason";

/** Stripe's starred fields, wherever the object around them is given. */
const alwaysRequired = [
  "features.invoice_history.enabled",
  "features.payment_method_update.enabled",
  `${reason}.enabled`,
  "features.subscription_pause.duration.type",
  "login_page.enabled",
];

/** Those that only a create asks for. */
const requiredOnCreate = [
  "features",
  "features.customer_update.enabled",
  "features.subscription_cancel.enabled",
  `${reason}.options`,
  "features.subscription_update.enabled",
];

const update = "features.subscription_update";

/** What the empty text does not clear, though there may be none. */
const alwaysFilled = [
  `${update}.billing_cycle_anchor`,
  `${update}.products.*.prices`,
  `${update}.products.*.adjustable_quantity.maximum`,
];

/** What the empty text clears on update only: on create there is nothing to clear. */
const filledOnCreate = [
  "business_profile.privacy_policy_url",
  "business_profile.terms_of_service_url",
  `${update}.schedule_at_period_end.conditions`,
];

/** The parameters of `POST /v1/billing_portal/configurations`: the document's own fields. */
export const createConfigurationParams = loosenObject(configurationSchema, {
  required: new Set([...alwaysRequired, ...requiredOnCreate]),
  filled: new Set([...alwaysFilled, ...filledOnCreate]),
}).extend({ metadata: metadataSchema.optional() });

/** The parameters of `POST /v1/billing_portal/configurations/{configuration}`. */
export const updateConfigurationParams = loosenObject(configurationSchema, {
  required: new Set(alwaysRequired),
  filled: new Set(alwaysFilled),
}).extend({ active: z.boolean().optional(), metadata: metadataSchema.nullable().optional() });

/** The parameters of `GET /v1/billing_portal/configurations`. */
export const listConfigurationsParams = z.strictObject({
  ...listShape,
  active: z.boolean().optional(),
  is_default: z.boolean().optional(),
});
