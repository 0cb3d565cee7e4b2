import type Stripe from "stripe";
import type { Books } from "../books";
import { idOf } from "../documents";

/** A discount with the coupon that says how much it is, `applies_to` and `currency_options` included. */
export type LoadedDiscount = { discount: Stripe.Discount; coupon: Stripe.Coupon };

/**
 * Discounts by id, in this order; those that ended since are found too: invoices keep naming them. One
 * that is planned and not kept yet stands for itself.
 */
export async function loadDiscounts(
  books: Books,
  references: readonly (string | Stripe.Discount | Stripe.DeletedDiscount)[],
): Promise<LoadedDiscount[]> {
  const loaded: LoadedDiscount[] = [];
  for (const reference of references) {
    const id = idOf(reference) ?? "";
    const planned = typeof reference === "string" || reference.deleted ? null : reference;
    const discount =
      (await books.find("discount", id)) ?? (await books.find("ended_discount", id)) ?? planned;
    if (discount !== null) loaded.push({ discount, coupon: await couponOf(books, discount) });
  }
  return loaded;
}

/** The coupon of a discount. A deleted coupon goes on for those who redeemed it, as Stripe documents. */
export async function couponOf(books: Books, discount: Stripe.Discount): Promise<Stripe.Coupon> {
  const id = idOf(discount.source.coupon) ?? "";
  const coupon = (await books.find("coupon", id)) ?? (await books.find("deleted_coupon", id));
  if (coupon === null) throw new Error(`The discount ${discount.id} has no coupon ${id}.`);
  return coupon;
}
