import type { SdkEndpoint } from "./shape";

/** What the sandbox is about, of all that Stripe has. Paths below /v1/. */
const resources = [
  "account",
  "accounts",
  "balance_transactions",
  "billing/feedback_options",
  "billing/meter_event_adjustments",
  "billing/meter_events",
  "billing/meters",
  "billing_portal",
  "charges",
  "checkout/sessions",
  "coupons",
  "credit_notes",
  "customers",
  "events",
  "invoice_payments",
  "invoiceitems",
  "invoices",
  "payment_intents",
  "payment_methods",
  "plans",
  "prices",
  "products",
  "promotion_codes",
  "refunds",
  "setup_intents",
  "subscription_items",
  "subscription_schedules",
  "subscriptions",
  "tax_ids",
  "tax_rates",
  "test_helpers/test_clocks",
  "webhook_endpoints",
];

export function isOurs({ path }: SdkEndpoint): boolean {
  return resources.some((name) => `${path}/`.startsWith(`/v1/${name}/`));
}
