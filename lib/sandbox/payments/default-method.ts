import type Stripe from "stripe";
import { idOf } from "../documents";

/**
 * The payment method Stripe would charge: the subscription's, else the customer's default; at each a
 * legacy source counts when there is no payment method.
 */
export function defaultMethodOf(
  subscription: Stripe.Subscription | null,
  customer: Stripe.Customer,
): string | null {
  return (
    idOf(subscription?.default_payment_method) ??
    idOf(subscription?.default_source) ??
    idOf(customer.invoice_settings.default_payment_method) ??
    idOf(customer.default_source)
  );
}
