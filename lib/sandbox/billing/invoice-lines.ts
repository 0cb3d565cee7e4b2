import type Stripe from "stripe";
import { decimal } from "../casts";
import { idOf } from "../documents";
import { newId } from "../ids";
import { fullAmount } from "./amounts";
import { exact, round, toDecimal } from "./exact";
import type { PricedLine } from "./invoice-terms";
import { describePart, describeTrial, type Named } from "./line-text";
import { type PricePart, partsOf } from "./price-parts";
import type { SettledCharge } from "./settle-charges";

/** The line by which an invoice item stands on an invoice; a preview's are on none that is kept. */
export function lineOfItem(item: Stripe.InvoiceItem, invoice: string): Stripe.InvoiceLineItem {
  const subscription = item.parent?.subscription_details?.subscription ?? null;
  return {
    ...bareLine(invoice),
    amount: item.amount,
    currency: item.currency,
    description: item.description,
    discount_amounts: settledOf(item) ?? [],
    discountable: item.discountable,
    discounts: (item.discounts ?? []).map((discount) => idOf(discount) ?? ""),
    metadata: item.metadata ?? {},
    parent: parentOf(item),
    period: item.period,
    pricing: item.pricing,
    quantity: item.quantity,
    quantity_decimal: item.quantity_decimal,
    subscription,
    subtotal: item.amount,
  };
}

/** What discounts took off an invoice item when it was made: prorations; null for all others. */
export function settledOf(
  item: Stripe.InvoiceItem,
): Stripe.InvoiceLineItem.DiscountAmount[] | null {
  if (!item.proration) return null;
  const known = item.proration_details?.discount_amounts ?? [];
  if (known.length > 0) return known;
  return (item.discounts ?? []).map((one) => ({ amount: 0, discount: idOf(one) ?? "" }));
}

function parentOf(item: Stripe.InvoiceItem): Stripe.InvoiceLineItem.Parent {
  const details = item.parent?.subscription_details;
  const shared = {
    invoice_item: item.id,
    proration: item.proration,
    proration_details: { credited_items: creditedLines(item) },
    subscription: details?.subscription ?? null,
  };
  if (details?.subscription_item === undefined) {
    return {
      type: "invoice_item_details",
      invoice_item_details: shared,
      subscription_item_details: null,
    };
  }
  return {
    type: "subscription_item_details",
    invoice_item_details: null,
    subscription_item_details: { ...shared, subscription_item: details.subscription_item },
  };
}

function creditedLines(item: Stripe.InvoiceItem) {
  return item.proration_details?.credited_items?.invoice_line_item_details ?? null;
}

/** The lines of a whole period: one, of a tiered price one per tier and flat fee; of a trial one. */
export function linesOfCharge(
  charge: SettledCharge,
  subscription: Stripe.Subscription,
  named: Named,
): PricedLine[] {
  const line = (amount: number, text: string, fields: Partial<Stripe.InvoiceLineItem>) => ({
    line: { ...lineOf(charge, subscription, amount, text), ...fields },
    discounts: charge.own,
    settled: null,
    taxRates: charge.taxRates,
    taxBehavior: behaviorOf(charge.price),
  });
  if (charge.wording === "trial") {
    const fields = quantityFields(String(charge.quantity), charge, decimal("0"));
    const isClassic = subscription.billing_mode.type === "classic";
    return [line(0, describeTrial(charge, named, isClassic), fields)];
  }
  const quantity = charge.usage ?? String(charge.quantity);
  const parts = partsOf(charge.price, quantity);
  const [first] = parts;
  const isWhole = charge.amount === fullAmount(charge.price, quantity);
  if (first === undefined) return [];
  if (!isWhole) {
    const text = describePart({ ...first, quantity: exact(quantity) }, charge.price, named);
    return [line(charge.amount, text, quantityFields(quantity, charge, unitOf(first)))];
  }
  return parts.map((part) => {
    const fields = quantityFields(toDecimal(part.quantity), charge, unitOf(part));
    return line(round(part.amount), describePart(part, charge.price, named), fields);
  });
}

function quantityFields(quantity: string, { price }: SettledCharge, unit: Stripe.Decimal | null) {
  return {
    quantity: Math.trunc(Number(quantity)),
    quantity_decimal: decimal(quantity),
    pricing: {
      type: "price_details" as const,
      price_details: { price: price.id, product: idOf(price.product) ?? "" },
      unit_amount_decimal: unit,
    },
  };
}

/** A flat fee has no unit amount. */
function unitOf(part: PricePart): Stripe.Decimal | null {
  return part.isFlat ? null : decimal(toDecimal(part.unit));
}

function lineOf(
  charge: SettledCharge,
  subscription: Stripe.Subscription,
  amount: number,
  description: string,
): Stripe.InvoiceLineItem {
  return {
    ...bareLine(""),
    amount,
    currency: subscription.currency,
    description,
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
    pricing: null,
    quantity: charge.quantity,
    quantity_decimal: decimal(String(charge.quantity)),
    subscription: subscription.id,
    subtotal: amount,
  };
}

/** A price's tax behavior as automatic tax reads it. */
export function behaviorOf(price: Stripe.Price | null): PricedLine["taxBehavior"] {
  if (price?.tax_behavior === "inclusive") return "inclusive";
  return price?.tax_behavior === "exclusive" ? "exclusive" : "unspecified";
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
