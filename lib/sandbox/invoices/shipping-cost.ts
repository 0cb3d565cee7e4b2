import type Stripe from "stripe";
import { randomText } from "../ids";
import { invalid, noSuchReference } from "../protocol/errors";
import type { ShippingCostParams } from "./invoice-params";

/**
 * The shipping cost of an invoice in a currency, from a rate described in the request. Shipping bears no
 * tax here. Throws 400 for a rate by id, of which the sandbox has none, and for another currency.
 */
export function readShippingCost(
  given: NonNullable<ShippingCostParams>,
  currency: string,
): Stripe.Invoice.ShippingCost {
  const { shipping_rate: id, shipping_rate_data: data } = given;
  if (id !== undefined) throw noSuchReference("shipping rate", id, "shipping_cost[shipping_rate]");
  const fixed = data?.fixed_amount;
  if (fixed === undefined) {
    throw invalid(
      "Missing required param: shipping_cost[shipping_rate_data][fixed_amount].",
      "shipping_cost[shipping_rate_data][fixed_amount]",
      "parameter_missing",
    );
  }
  const amount =
    fixed.currency === currency ? fixed.amount : fixed.currency_options?.[currency]?.amount;
  if (amount === undefined) {
    throw invalid(
      `The shipping rate's currency (${fixed.currency}) does not match the invoice's (${currency}).`,
      "shipping_cost[shipping_rate_data][fixed_amount][currency]",
    );
  }
  return {
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    shipping_rate: `shr_${randomText(24)}`,
    taxes: [],
  };
}
