import type Stripe from "stripe";
import { isLocated } from "../billing/automatic-tax";
import type { Context } from "../endpoint";
import { requireCustomer } from "../find";
import { invalid } from "../protocol/errors";

/**
 * Stripe begins automatic tax only for a customer whose place it recognizes; throws 400 else. Previews say
 * so in `automatic_tax[status]` instead, and so does what a schedule begins by itself.
 * (https://docs.stripe.com/tax/customer-locations)
 */
export async function requireTaxLocation(
  { books, schedule }: Context,
  customerId: string,
  tax: { enabled: boolean } | undefined,
): Promise<void> {
  if (tax?.enabled !== true || schedule !== undefined) return;
  const { address, shipping }: Stripe.Customer = await requireCustomer(books, customerId);
  if (isLocated(shipping?.address ?? null) || isLocated(address ?? null)) return;
  throw invalid(
    "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.",
    undefined,
    "customer_tax_location_invalid",
  );
}
