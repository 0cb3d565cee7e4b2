import { z } from "zod";
import { completionTypes, flowTypes } from "../portal/flow";
import { isHttpUrl } from "../portal/urls";

const text = z.string().min(1).max(5000);

/** Where a customer is sent: http or https, without user name or password. */
export const webAddress = z
  .string()
  .min(1)
  .refine((address) => address.length <= 5000 && isHttpUrl(address), { error: "url_invalid" });

const target = z.strictObject({ subscription: text });

const afterCompletion = z.strictObject({
  type: z.enum(completionTypes),
  hosted_confirmation: z
    .strictObject({ custom_message: z.string().min(1).max(500).optional() })
    .optional(),
  redirect: z.strictObject({ return_url: webAddress }).optional(),
});

const retention = z.strictObject({
  type: z.enum(["coupon_offer"]),
  coupon_offer: z.strictObject({ coupon: text }),
});

const confirm = z.strictObject({
  subscription: text,
  items: z
    .array(
      z.strictObject({
        id: text,
        price: text.optional(),
        quantity: z.int().min(0).max(999_999).optional(),
      }),
    )
    .min(1),
  discounts: z
    .array(z.strictObject({ coupon: text.optional(), promotion_code: text.optional() }))
    .min(1)
    .optional(),
});

/** Stripe's `flow_data`: the one task that a session leads to. What belongs to which `type` is told by readFlow. */
export const flowDataSchema = z.strictObject({
  type: z.enum(flowTypes),
  after_completion: afterCompletion.optional(),
  subscription_cancel: target.extend({ retention: retention.optional() }).optional(),
  subscription_pause: target.optional(),
  subscription_update: target.optional(),
  subscription_update_confirm: confirm.optional(),
});

export type FlowData = z.infer<typeof flowDataSchema>;
