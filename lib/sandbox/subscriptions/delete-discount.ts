import type Stripe from "stripe";
import { deletedDiscount, endDiscount } from "../discounts/end-discount";
import { noDiscount } from "../discounts/no-discount";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { atTimeOf } from "../time/at-time-of";
import { isOver } from "./refuse-update";

/** Takes the discount that was applied last off a subscription. Gives it as deleted. */
export async function deleteDiscount(given: Context, id: string): Promise<Stripe.DeletedDiscount> {
  const subscription = await requireDocument(given.books, "subscription", id);
  const context = await atTimeOf(given, idOf(subscription.customer));
  const last = idOf(subscription.discounts.at(-1));
  if (last === null || isOver(subscription)) throw noDiscount("subscription", id);
  const ended = await endDiscount(context, last);
  if (ended === null) throw noDiscount("subscription", id);
  return deletedDiscount(ended);
}
