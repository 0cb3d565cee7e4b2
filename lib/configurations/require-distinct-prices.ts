import type Stripe from "stripe";
import { PorticoError } from "../errors";
import { type Naming, type Plans, plansPath } from "./require-sellable";

/**
 * Stripe's rule for its API: no two prices of one product with the same `recurring.interval`. `prices` holds those of
 * `plans` that Stripe was asked about, by id. Throws `parameter_invalid` at the second of the two.
 * Source: https://docs.stripe.com/api/customer_portal/configurations/create
 */
export function requireDistinctPrices(
  plans: Plans,
  prices: ReadonlyMap<string, Stripe.Price>,
  nameOf: Naming,
): void {
  plans.forEach(({ product, prices: ids }, place) => {
    const taken = new Set<string>();
    ids.forEach((id, at) => {
      const interval = prices.get(id)?.recurring?.interval;
      if (interval === undefined) return;
      if (taken.has(interval)) {
        const message = `The product '${product}' has several prices with the same interval: ${interval}.`;
        const param = nameOf([...plansPath, place, "prices", at]);
        throw new PorticoError("parameter_invalid", { param, message });
      }
      taken.add(interval);
    });
  });
}
