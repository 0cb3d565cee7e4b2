import type Stripe from "stripe";
import { decimal } from "../casts";
import { idOf } from "../documents";
import { newId } from "../ids";
import { describeCharge } from "./line-text";
import type { Charge } from "./proration";

/** Product names by product id: invoice lines name them. */
export type ProductNames = ReadonlyMap<string, string>;

/** A proration as the pending invoice item that carries it to an invoice. */
export function itemOfCharge(
  charge: Charge,
  subscription: Stripe.Subscription,
  date: number,
  names: ProductNames,
): Stripe.InvoiceItem {
  return {
    id: newId("invoiceitem"),
    object: "invoiceitem",
    amount: charge.amount,
    currency: subscription.currency,
    customer: idOf(subscription.customer) ?? "",
    customer_account: null,
    date,
    description: textOf(charge, names),
    discountable: false,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    net_amount: charge.amount,
    parent: {
      type: "subscription_details",
      subscription_details: { subscription: subscription.id, subscription_item: charge.item },
    },
    period: charge.period,
    pricing: pricingOf(charge, charge.amount / charge.quantity),
    proration: true,
    proration_details: { credited_items: null, discount_amounts: [] },
    quantity: charge.quantity,
    quantity_decimal: decimal(String(charge.quantity)),
    tax_rates: [],
    test_clock: null,
  };
}

/** The line by which a pending invoice item stands on an invoice. */
export function lineOfItem(item: Stripe.InvoiceItem, invoice: string): Stripe.InvoiceLineItem {
  const details = item.parent?.subscription_details;
  return {
    ...bareLine(invoice),
    amount: item.amount,
    currency: item.currency,
    description: item.description,
    discountable: item.discountable,
    parent: {
      type: "subscription_item_details",
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: item.id,
        proration: item.proration,
        proration_details: { credited_items: null },
        subscription: details?.subscription ?? null,
        subscription_item: details?.subscription_item ?? "",
      },
    },
    period: item.period,
    pricing: item.pricing,
    quantity: item.quantity,
    quantity_decimal: item.quantity_decimal,
    subscription: details?.subscription ?? null,
    subtotal: item.amount,
  };
}

/** The line of a whole period, or of a trial. */
export function lineOfCharge(
  charge: Charge,
  subscription: Stripe.Subscription,
  invoice: string,
  names: ProductNames,
): Stripe.InvoiceLineItem {
  return {
    ...bareLine(invoice),
    amount: charge.amount,
    currency: subscription.currency,
    description: textOf(charge, names),
    discountable: true,
    metadata: subscription.metadata,
    parent: {
      type: "subscription_item_details",
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: { credited_items: null },
        subscription: subscription.id,
        subscription_item: charge.item,
      },
    },
    period: charge.period,
    pricing: pricingOf(charge, null),
    quantity: charge.quantity,
    quantity_decimal: decimal(String(charge.quantity)),
    subscription: subscription.id,
    subtotal: charge.amount,
  };
}

function bareLine(invoice: string) {
  return {
    id: newId("line_item"),
    object: "line_item" as const,
    discount_amounts: [],
    discounts: [],
    invoice,
    livemode: false,
    metadata: {},
    pretax_credit_amounts: [],
    taxes: [],
  };
}

/** A proration's unit amount is its share of the line; a whole period's is the price's own. */
function pricingOf(charge: Charge, unitAmount: number | null): Stripe.InvoiceLineItem.Pricing {
  const { price } = charge;
  const own = price.unit_amount_decimal;
  return {
    type: "price_details",
    price_details: { price: price.id, product: idOf(price.product) ?? "" },
    unit_amount_decimal:
      unitAmount === null ? own : decimal(String(Number(unitAmount.toFixed(12)))),
  };
}

function textOf(charge: Charge, names: ProductNames): string {
  const product = idOf(charge.price.product) ?? "";
  return describeCharge(charge, names.get(product) ?? product);
}
