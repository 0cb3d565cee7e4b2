import type Stripe from "stripe";
import { idOf } from "../../stripe/reshape";
import type { PortablePrice, PortableProduct } from "./portable";

/** A product in an export's words. */
export function describeProduct({ name, metadata }: Stripe.Product): PortableProduct {
  const { sb_service: service, sb_tier: tier } = metadata;
  return { name, sb: { sb_service: service ?? null, sb_tier: tier ?? null } };
}

/** A price in an export's words; a product that Stripe does not know has no name. */
export function describePrice(
  price: Stripe.Price,
  product: PortableProduct | undefined,
): PortablePrice {
  const { recurring, lookup_key: lookupKey, currency, unit_amount: amount } = price;
  return {
    lookup_key: lookupKey,
    product: idOf(price.product) ?? "",
    product_name: product?.name ?? "",
    sb: product?.sb ?? { sb_service: null, sb_tier: null },
    interval: recurring?.interval ?? null,
    interval_count: recurring?.interval_count ?? null,
    currency,
    unit_amount: amount,
  };
}
