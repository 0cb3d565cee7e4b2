import type Stripe from "stripe";

/** Where the state or the postal code decides over tax; without either nothing can be computed. */
const dividedCountries = new Set(["CA", "US"]);

/** Where a customer is taxed: by shipping, else billing address (https://docs.stripe.com/tax/customer-locations). */
export function taxOf(
  billing: Stripe.Address | null | undefined,
  shipping: Stripe.Address | null | undefined,
  ip: string | null,
): Stripe.Customer.Tax {
  const location =
    locate(shipping, "shipping_destination") ?? locate(billing, "billing_address") ?? null;
  return {
    automatic_tax: location === null ? "unrecognized_location" : "supported",
    ip_address: ip,
    location,
    provider: "stripe",
  };
}

function locate(
  address: Stripe.Address | null | undefined,
  source: Stripe.Customer.Tax.Location.Source,
): Stripe.Customer.Tax.Location | null {
  const country = address?.country ?? null;
  if (!address || country === null) return null;
  const isEnough = address.postal_code !== null || address.state !== null;
  if (dividedCountries.has(country.toUpperCase()) && !isEnough) return null;
  return { country: country.toUpperCase(), source, state: address.state };
}
