import { z } from "zod";
import { configurationSchema } from "../portal/configuration";
import { extensionSchema } from "../portal/extension";
import { featuresSchema } from "../portal/features";
import { feedbackOptionAnswer } from "./feedback-option";
import { loosenObject } from "./loosen";
import { tightenObject } from "./tighten";

const cancel = featuresSchema.shape.subscription_cancel.unwrap();
const update = featuresSchema.shape.subscription_update.unwrap();
const feedbackOptions = z.array(z.union([z.string(), feedbackOptionAnswer])).nullable();

const features = tightenObject(featuresSchema).extend({
  subscription_cancel: tightenObject(cancel).extend({
    cancellation_reason: tightenObject(cancel.shape.cancellation_reason.unwrap()).extend({
      feedback_options: feedbackOptions,
    }),
  }),
  subscription_update: tightenObject(update).partial({ products: true }),
});

/** What an answer with a configuration is. */
export const configurationAnswer = tightenObject(configurationSchema).extend({
  id: z.string(),
  object: z.literal("billing_portal.configuration"),
  active: z.boolean(),
  application: z.null(),
  created: z.int(),
  features,
  is_default: z.boolean(),
  livemode: z.boolean(),
  login_page: z.strictObject({ enabled: z.boolean(), url: z.string().nullable() }),
  metadata: z.record(z.string(), z.string()),
  updated: z.int(),
  portico: loosenObject(extensionSchema).optional(),
});
