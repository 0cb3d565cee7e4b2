import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import { hash, oneOf, required, type Values } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { billingMode } from "./blank-subscription";
import { flexibleShape } from "./params/common-shape";
import { isOver } from "./refuse-update";

export const migrateShape = {
  billing_mode: required(
    hash({ flexible: hash(flexibleShape), type: required(oneOf("flexible")) }),
  ),
};

/**
 * Makes a subscription's billing flexible, or itemizes the discounts of its prorations; neither can be
 * taken back. (https://docs.stripe.com/changelog/clover/2025-09-30/itemize-proration-discount-amounts)
 */
export async function migrateSubscription(
  given: Context,
  id: string,
  { billing_mode: { flexible } }: Values<typeof migrateShape>,
): Promise<Stripe.Subscription> {
  const before = await requireDocument(given.books, "subscription", id);
  const context = await atTimeOf(given, idOf(before.customer));
  if (isOver(before)) {
    throw invalid(
      "A canceled subscription can only update its cancellation_details and metadata.",
      undefined,
      "invalid_canceled_subscription_fields",
    );
  }
  const was = before.billing_mode.flexible?.proration_discounts;
  if (was === "itemized" && flexible?.proration_discounts === "included") {
    throw invalid(
      "You cannot migrate a subscription from `itemized` to `included`.",
      "billing_mode[flexible][proration_discounts]",
    );
  }
  const kept = was === "itemized" ? "itemized" : "included";
  const wanted = flexible?.proration_discounts ?? kept;
  const mode = { ...billingMode("flexible", wanted), updated_at: context.now };
  const migrated = { ...before, billing_mode: mode };
  await context.books.put("subscription", migrated);
  return migrated;
}
