import type Stripe from "stripe";

/** The price as it is in a currency: its own, or one of its currency options; null when it has no such. */
export function priceInCurrency(price: Stripe.Price, currency: string): Stripe.Price | null {
  if (currency === price.currency) return price;
  const option = price.currency_options?.[currency];
  if (option === undefined) return null;
  return {
    ...price,
    currency,
    custom_unit_amount: option.custom_unit_amount,
    tax_behavior: option.tax_behavior,
    ...(option.tiers === undefined ? {} : { tiers: option.tiers }),
    unit_amount: option.unit_amount,
    unit_amount_decimal: option.unit_amount_decimal,
  };
}
