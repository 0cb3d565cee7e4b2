import type Stripe from "stripe";
import type { PricedLine } from "./billing/invoice-terms";
import { decimal } from "./casts";

/** A line of one unit for unit tests of billing; `amount` in minor units. */
export function testLine(amount: number, terms: Partial<PricedLine> = {}): PricedLine {
  const line: Stripe.InvoiceLineItem = {
    id: "il_1",
    object: "line_item",
    amount,
    currency: "usd",
    description: null,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: "in_1",
    livemode: false,
    metadata: {},
    parent: null,
    period: { start: 0, end: 0 },
    pretax_credit_amounts: [],
    pricing: {
      type: "price_details",
      price_details: { price: "price_1", product: "prod_1" },
      unit_amount_decimal: decimal(String(amount)),
    },
    quantity: 1,
    quantity_decimal: decimal("1"),
    subscription: null,
    subtotal: amount,
    taxes: [],
  };
  return {
    line,
    discounts: [],
    settled: null,
    taxRates: [],
    taxBehavior: "unspecified",
    ...terms,
  };
}

/** A tax rate for unit tests of billing. */
export function testRate(percentage: number, inclusive: boolean): Stripe.TaxRate {
  return {
    id: `${percentage}% ${inclusive ? "inclusive" : "exclusive"}`,
    object: "tax_rate",
    active: true,
    country: null,
    created: 0,
    description: null,
    display_name: "Tax",
    effective_percentage: null,
    flat_amount: null,
    inclusive,
    jurisdiction: null,
    jurisdiction_level: null,
    livemode: false,
    metadata: {},
    percentage,
    rate_type: null,
    state: null,
    tax_type: null,
  };
}
