import { ownIdOf } from "../account-name";
import { mask } from "../protocol/authenticate";
import { SandboxError } from "../protocol/errors";

/** What a restricted key may do, by resource: "none" (or absent), "read", "write" (which includes read). */
export type Permissions = { [resource: string]: string };

/** What begins a path, the resource it belongs to, and what Stripe's permission for that is called. */
const resources: readonly [path: string, resource: string, noun: string][] = [
  ["/v1/billing/feedback_options", "customer_portal", "customer_portal"],
  ["/v1/billing/meter", "billing_meters", "billing_meter"],
  ["/v1/billing_portal", "customer_portal", "customer_portal"],
  ["/v1/account", "accounts", "accounts_kyc_basic"],
  ["/v2/core/accounts", "accounts", "accounts_kyc_basic"],
  ["/v1/charges", "charges", "charge"],
  ["/v1/checkout/sessions", "checkout_sessions", "checkout_session"],
  ["/v1/coupons", "coupons", "coupon"],
  ["/v1/credit_notes", "credit_notes", "credit_note"],
  ["/v1/customers", "customers", "customer"],
  ["/v1/events", "events", "event"],
  ["/v1/invoice_payments", "invoices", "invoice"],
  ["/v1/invoiceitems", "invoices", "invoice"],
  ["/v1/invoices", "invoices", "invoice"],
  ["/v1/payment_intents", "payment_intents", "payment_intent"],
  [
    "/v1/payment_method_configurations",
    "payment_method_configurations",
    "payment_method_configuration",
  ],
  ["/v1/payment_methods", "payment_methods", "payment_method"],
  ["/v1/plans", "prices", "plan"],
  ["/v1/prices", "prices", "plan"],
  ["/v1/products", "products", "product"],
  ["/v1/promotion_codes", "promotion_codes", "promotion_code"],
  ["/v1/refunds", "charges", "charge"],
  ["/v1/setup_intents", "setup_intents", "setup_intent"],
  ["/v1/subscription", "subscriptions", "subscription"],
  ["/v1/tax_ids", "customers", "customer"],
  ["/v1/tax_rates", "tax_rates", "tax_rate"],
  ["/v1/test_helpers/test_clocks", "test_clocks", "billing_clock"],
  ["/v1/tokens", "tokens", "token"],
  ["/v1/webhook_endpoints", "webhook_endpoints", "webhook"],
];

/** The resources that permissions may name. */
export const permissionNames: ReadonlySet<string> = new Set(resources.map(([, name]) => name));

/** Throws Stripe's 403 unless the permissions allow a request. A preview only reads. */
export function requirePermission(
  permissions: Permissions,
  { method, path, key, account }: { method: string; path: string; key: string; account: string },
): void {
  const found = resources.find(([start]) => path.startsWith(start));
  if (found === undefined) return;
  const [, resource, noun] = found;
  const isReading = method === "GET" || path === "/v1/invoices/create_preview";
  const allowed = permissions[resource];
  if (allowed === "write" || (allowed === "read" && isReading)) return;
  throw new SandboxError(403, {
    type: "invalid_request_error",
    message: `The provided key '${mask(key)}' does not have the required permissions for this endpoint on account '${ownIdOf(account)}'. Having the 'rak_${noun}_${isReading ? "read" : "write"}' permission would allow this request to continue.`,
  });
}
