import { z } from "zod";
import { languageTag, recordKey } from "./configuration-fields";
import { stripeIds } from "./stripe-ids";
import { plainLine } from "./text";

/** What a session may switch off that its configuration allows. */
export const narrowable = [
  "customer_update",
  "invoice_history",
  "payment_method_update",
  "subscription_cancel",
  "subscription_pause",
  "subscription_update",
  "subscription_resubscribe",
  "promotion_code",
  "plan_picker",
  "add_ons",
] as const;

const count = z.int().min(0).max(999_999);

/** Less than the configuration allows; nothing here can widen it. */
const narrowing = z.strictObject({
  disable: z.array(z.enum(narrowable)).max(narrowable.length).default([]),
  /** Of the plan list, only these may be chosen; null: all of them. */
  prices: z.array(z.string().regex(stripeIds.price)).max(100).nullable().default(null),
  /** By unit label: bounds within the configuration's own. */
  quantity: z
    .record(
      recordKey,
      z.strictObject({
        minimum: count.nullable().default(null),
        maximum: count.nullable().default(null),
      }),
    )
    .default({}),
  /** By unit label: how many are in use, so that no fewer may be chosen. */
  in_use: z.record(recordKey, count).default({}),
});

/**
 * What Stripe's sessions lack, under the one key `portico` of a session (and of a JWT). Given when the session is
 * made, kept with it, never changed.
 */
export const sessionOptionsSchema = z.strictObject({
  /** Show and manage only this subscription. */
  subscription_id: z.string().regex(stripeIds.subscription).nullable().default(null),
  /** One of the configuration's services, or any other: who mints may name it. */
  service: plainLine(100).min(1).nullable().default(null),
  /** A language beyond Stripe's list, as a language tag. */
  locale: languageTag.nullable().default(null),
  /** Everything is shown, nothing can be changed. */
  read_only: z.boolean().default(false),
  options: z
    .strictObject({
      /** Of a subscription that is begun: one number for all products of the tier, or one by unit label. */
      quantity: z
        .union([z.int().min(1).max(999_999), z.record(recordKey, count)])
        .nullable()
        .default(null),
    })
    .prefault({}),
  narrow: narrowing.prefault({}),
});

export type SessionOptions = z.infer<typeof sessionOptionsSchema>;
