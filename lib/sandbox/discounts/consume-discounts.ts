import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { endDiscount } from "./end-discount";
import { loadDiscounts } from "./load-discounts";

/**
 * After an invoice is kept: discounts that count once and gave something on it leave the customer,
 * subscription or item. One that gave nothing, as in a free trial, waits for the next invoice.
 */
export async function consumeDiscounts(context: Context, invoice: Stripe.Invoice): Promise<void> {
  const used = (invoice.total_discount_amounts ?? []).filter(({ amount }) => amount > 0);
  const ids = used.map(({ discount }) => idOf(discount) ?? "");
  for (const { discount, coupon } of await loadDiscounts(context.books, ids)) {
    const isInvoices = discount.invoice !== null || discount.invoice_item !== null;
    if (coupon.duration === "once" && !isInvoices) await endDiscount(context, discount.id);
  }
}
