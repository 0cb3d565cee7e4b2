import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { endDiscount } from "./end-discount";
import { loadDiscounts } from "./load-discounts";

/**
 * After an invoice is kept: discounts that count once and gave something on it leave the customer,
 * subscription or item. One that gave nothing, as in a free trial, waits for the next invoice. What a
 * proration charges is less by its discounts, though they stand beside it with nothing.
 */
export async function consumeDiscounts(context: Context, invoice: Stripe.Invoice): Promise<void> {
  const given = (invoice.total_discount_amounts ?? []).filter(({ amount }) => amount > 0);
  const charged = invoice.lines.data.filter((line) => line.amount > 0 && isProration(line));
  const used = [
    ...given.map(({ discount }) => discount),
    ...charged.flatMap(({ discounts }) => discounts),
  ];
  const ids = [...new Set(used.map((discount) => idOf(discount) ?? ""))];
  for (const { discount, coupon } of await loadDiscounts(context.books, ids)) {
    const isInvoices = discount.invoice !== null || discount.invoice_item !== null;
    if (coupon.duration === "once" && !isInvoices) await endDiscount(context, discount.id);
  }
}

function isProration({ parent }: Stripe.InvoiceLineItem): boolean {
  return Boolean(
    parent?.subscription_item_details?.proration || parent?.invoice_item_details?.proration,
  );
}
