import type Stripe from "stripe";
import { z } from "zod";
import { cancellationReasons } from "../portal/features";

const cancellationDetails = z.strictObject({
  feedback: z.enum(cancellationReasons).exactOptional(),
  comment: z.string().exactOptional(),
});

const address = z.strictObject({
  line1: z.string(),
  line2: z.string(),
  city: z.string(),
  state: z.string(),
  postal_code: z.string(),
  country: z.string(),
});

/**
 * The one Stripe call an intent makes, as data: kept with the intent, so that making it again after a crash
 * is the same call under the same idempotency key. Stripe refuses a key that comes back with other parameters.
 */
export const stripeCallSchema = z.discriminatedUnion("method", [
  z.strictObject({
    method: z.literal("subscriptions.update"),
    id: z.string(),
    params: z.strictObject({
      items: z
        .array(
          z.strictObject({ id: z.string(), price: z.string(), quantity: z.int().exactOptional() }),
        )
        .exactOptional(),
      proration_behavior: z.enum(["none", "create_prorations", "always_invoice"]).exactOptional(),
      proration_date: z.int().exactOptional(),
      billing_cycle_anchor: z.strictObject({ type: z.literal("now") }).exactOptional(),
      trial_end: z.literal("now").exactOptional(),
      payment_behavior: z.literal("error_if_incomplete").exactOptional(),
      cancel_at_period_end: z.boolean().exactOptional(),
      cancel_at: z.union([z.int(), z.literal("")]).exactOptional(),
      cancellation_details: cancellationDetails.exactOptional(),
    }),
  }),
  z.strictObject({
    method: z.literal("subscriptions.cancel"),
    id: z.string(),
    params: z.strictObject({
      prorate: z.boolean(),
      invoice_now: z.boolean(),
      cancellation_details: cancellationDetails.exactOptional(),
    }),
  }),
  z.strictObject({
    method: z.literal("customers.update"),
    id: z.string(),
    params: z.strictObject({
      invoice_settings: z.strictObject({ default_payment_method: z.string() }).exactOptional(),
      name: z.string().exactOptional(),
      phone: z.string().exactOptional(),
      address: z.union([z.literal(""), address]).exactOptional(),
    }),
  }),
]);

export type StripeCall = z.infer<typeof stripeCallSchema>;

/**
 * Makes the call under `idempotencyKey`. Rejects with the SDK's errors, and with a plain one when what was
 * answered is not the object that was to be changed: then nobody knows what became of the call.
 */
export async function makeCall(
  stripe: Stripe,
  call: StripeCall,
  idempotencyKey: string,
): Promise<void> {
  // The schema's order of fields, not jsonb's: the same key needs the same bytes.
  const { id } = await send(stripe, stripeCallSchema.parse(call), { idempotencyKey });
  if (id !== call.id) throw new Error(`Stripe answered ${call.id} with ${id}`);
}

function send(
  stripe: Stripe,
  call: StripeCall,
  options: Stripe.RequestOptions,
): Promise<{ readonly id: string }> {
  switch (call.method) {
    case "subscriptions.update":
      return stripe.subscriptions.update(call.id, call.params, options);
    case "subscriptions.cancel":
      return stripe.subscriptions.cancel(call.id, call.params, options);
    case "customers.update":
      return stripe.customers.update(call.id, call.params, options);
    default:
      return call satisfies never;
  }
}
