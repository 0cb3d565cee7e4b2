import { z } from "zod";

/** Stripe's names of the tasks that a session can lead to. */
export const flowTypes = [
  "customer_update",
  "payment_method_update",
  "subscription_cancel",
  "subscription_pause",
  "subscription_update",
  "subscription_update_confirm",
] as const;

/** What follows on a task that was completed. */
export const completionTypes = ["hosted_confirmation", "portal_homepage", "redirect"] as const;

const shownTarget = z.strictObject({ subscription: z.string() });
const shownText = z.string().nullable();

/** Stripe's `flow`, as a session shows it and as it is kept: every part but that of its own type is null. */
export const flowSchema = z.strictObject({
  type: z.enum(flowTypes),
  after_completion: z.strictObject({
    type: z.enum(completionTypes),
    hosted_confirmation: z.strictObject({ custom_message: shownText }).nullable(),
    redirect: z.strictObject({ return_url: z.string() }).nullable(),
  }),
  customer_update: z.strictObject({}).nullable(),
  subscription_cancel: shownTarget
    .extend({
      retention: z
        .strictObject({
          type: z.literal("coupon_offer"),
          coupon_offer: z.strictObject({ coupon: z.string() }).nullable(),
        })
        .nullable(),
    })
    .nullable(),
  subscription_pause: shownTarget.nullable(),
  subscription_update: shownTarget.nullable(),
  subscription_update_confirm: shownTarget
    .extend({
      items: z.array(
        z.strictObject({ id: shownText, price: shownText, quantity: z.int().exactOptional() }),
      ),
      discounts: z
        .array(z.strictObject({ coupon: shownText, promotion_code: shownText }))
        .nullable(),
    })
    .nullable(),
});

export type Flow = z.infer<typeof flowSchema>;

/** The subscription that a flow is about; null for one about the customer. */
export function subscriptionOf(flow: Flow): string | null {
  const { subscription_cancel: cancel, subscription_pause: pause } = flow;
  const { subscription_update: update, subscription_update_confirm: confirm } = flow;
  return (cancel ?? pause ?? update ?? confirm)?.subscription ?? null;
}
