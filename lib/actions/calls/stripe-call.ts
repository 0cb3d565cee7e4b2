import { z } from "zod";
import { cancellationReasons } from "../../portal/features";

/** In one order, whatever order jsonb gave the keys: the same idempotency key needs the same bytes. */
const metadata = z
  .record(z.string(), z.string())
  .transform((given) =>
    Object.fromEntries(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1))),
  );

const cancellationDetails = z.strictObject({
  feedback: z.enum(cancellationReasons).exactOptional(),
  feedback_option: z.string().exactOptional(),
  comment: z.string().exactOptional(),
});

const discounts = z.array(
  z.strictObject({
    coupon: z.string().exactOptional(),
    promotion_code: z.string().exactOptional(),
    /** One that is there already and stays. */
    discount: z.string().exactOptional(),
  }),
);

const item = z.strictObject({
  price: z.string().exactOptional(),
  quantity: z.int().exactOptional(),
});

/** Of an item that is there; `deleted` takes it away. Without an id it is added. */
const itemChange = item.extend({
  id: z.string().exactOptional(),
  deleted: z.literal(true).exactOptional(),
});

const address = z.strictObject({
  line1: z.string(),
  line2: z.string(),
  city: z.string(),
  state: z.string(),
  postal_code: z.string(),
  country: z.string(),
});

/** What has to be so before: sent first, under a key of its own. An address that a tax needs, a reason in metadata. */
const first = z
  .discriminatedUnion("method", [
    z.strictObject({
      method: z.literal("customers.update"),
      id: z.string(),
      params: z.strictObject({ address }),
    }),
    z.strictObject({
      method: z.literal("subscriptions.update"),
      id: z.string(),
      params: z.strictObject({ metadata }),
    }),
    /** `id` is the schedule: with it, no end of its subscription can be planned. */
    z.strictObject({
      method: z.literal("subscription_schedules.release"),
      id: z.string(),
      params: z.strictObject({}),
    }),
  ])
  .exactOptional();

/**
 * The one Stripe call an intent makes, as data: kept with the intent, so that making it again after a crash
 * is the same call under the same idempotency key. Stripe refuses a key that comes back with other parameters.
 */
export const stripeCallSchema = z.discriminatedUnion("method", [
  z.strictObject({
    method: z.literal("subscriptions.update"),
    id: z.string(),
    first,
    params: z.strictObject({
      items: z.array(itemChange).exactOptional(),
      discounts: z.union([z.literal(""), discounts]).exactOptional(),
      metadata: metadata.exactOptional(),
      pause_collection: z
        .union([
          z.literal(""),
          z.strictObject({
            behavior: z.enum(["void", "keep_as_draft", "mark_uncollectible"]),
            resumes_at: z.int().exactOptional(),
          }),
        ])
        .exactOptional(),
      proration_behavior: z.enum(["none", "create_prorations", "always_invoice"]).exactOptional(),
      proration_date: z.int().exactOptional(),
      billing_cycle_anchor: z.strictObject({ type: z.literal("now") }).exactOptional(),
      trial_end: z.literal("now").exactOptional(),
      payment_behavior: z
        .enum(["error_if_incomplete", "pending_if_incomplete", "allow_incomplete"])
        .exactOptional(),
      cancel_at_period_end: z.boolean().exactOptional(),
      cancel_at: z.union([z.int(), z.literal("")]).exactOptional(),
      cancellation_details: cancellationDetails.exactOptional(),
      default_payment_method: z.string().exactOptional(),
    }),
  }),
  z.strictObject({
    method: z.literal("subscriptions.cancel"),
    id: z.string(),
    first,
    params: z.strictObject({
      prorate: z.boolean(),
      invoice_now: z.boolean(),
      cancellation_details: cancellationDetails.exactOptional(),
    }),
  }),
  /** `id` is the customer: the subscription has none yet. */
  z.strictObject({
    method: z.literal("subscriptions.create"),
    id: z.string(),
    first,
    params: z.strictObject({
      items: z.array(item.extend({ tax_rates: z.array(z.string()).exactOptional() })),
      discounts: discounts.exactOptional(),
      default_payment_method: z.string().exactOptional(),
      payment_behavior: z.enum(["error_if_incomplete", "default_incomplete", "allow_incomplete"]),
      automatic_tax: z.strictObject({ enabled: z.boolean() }).exactOptional(),
      on_behalf_of: z.string().exactOptional(),
      metadata: metadata.exactOptional(),
    }),
  }),
  z.strictObject({
    method: z.literal("subscriptions.pause"),
    id: z.string(),
    params: z.strictObject({
      bill_for: z
        .strictObject({
          outstanding_usage_through: z.strictObject({ type: z.enum(["none", "now"]) }),
          unused_time_from: z.strictObject({ type: z.enum(["none", "now"]) }),
        })
        .exactOptional(),
      invoicing_behavior: z.enum(["invoice", "pending_invoice_item"]).exactOptional(),
    }),
  }),
  z.strictObject({
    method: z.literal("subscriptions.resume"),
    id: z.string(),
    params: z.strictObject({
      billing_cycle_anchor: z.strictObject({ type: z.enum(["now", "unchanged"]) }).exactOptional(),
      payment_behavior: z
        .enum(["resume_on_payment_attempt", "resume_on_payment_success"])
        .exactOptional(),
    }),
  }),
  /**
   * Has the subscription become something else at the end of its period: a schedule is made, which names the intent,
   * and then given its phases. `items` is everything it consists of from then on.
   */
  z.strictObject({
    method: z.literal("subscription_schedules.change_at_period_end"),
    id: z.string(),
    first,
    params: z.strictObject({
      /** Unix seconds. */
      at: z.int(),
      /** `replaces` is the price whose tax rates, discounts and metadata it goes on with. */
      items: z.array(item.extend({ replaces: z.string().exactOptional() })),
      discounts: discounts.exactOptional(),
    }),
  }),
  /** `id` is the subscription; its schedule lets go of it and nothing changes at the period's end. */
  z.strictObject({
    method: z.literal("subscription_schedules.release"),
    id: z.string(),
    params: z.strictObject({ schedule: z.string() }),
  }),
  z.strictObject({
    method: z.literal("invoices.pay"),
    id: z.string(),
    params: z.strictObject({ payment_method: z.string().exactOptional() }),
  }),
  /** `id` is the customer, who gives a payment method on a page of Stripe's. */
  z.strictObject({
    method: z.literal("checkout.sessions.create"),
    id: z.string(),
    params: z.strictObject({
      currency: z.string(),
      success_url: z.string(),
      cancel_url: z.string(),
      payment_method_configuration: z.string().exactOptional(),
    }),
  }),
  /** Nothing is asked of Stripe: the customer only said something. */
  z.strictObject({ method: z.literal("none"), id: z.string(), params: z.strictObject({}) }),
  z.strictObject({
    method: z.literal("customers.update"),
    id: z.string(),
    params: z.strictObject({
      invoice_settings: z.strictObject({ default_payment_method: z.string() }).exactOptional(),
      name: z.string().exactOptional(),
      email: z.string().exactOptional(),
      phone: z.string().exactOptional(),
      address: z.union([z.literal(""), address]).exactOptional(),
    }),
  }),
]);

export type StripeCall = z.infer<typeof stripeCallSchema>;
