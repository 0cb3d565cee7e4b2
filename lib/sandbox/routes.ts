import { priceListEndpoints } from "./catalogue/list-prices";
import { meterEventEndpoints } from "./catalogue/meter-events";
import { meterSummaryEndpoints } from "./catalogue/meter-summaries";
import { meterEndpoints } from "./catalogue/meters";
import { planEndpoints } from "./catalogue/plans";
import { priceEndpoints } from "./catalogue/prices";
import { productEndpoints } from "./catalogue/products";
import { taxCodeEndpoints } from "./catalogue/tax-codes";
import { taxRateEndpoints } from "./catalogue/tax-rates";
import { checkoutSessionEndpoints } from "./checkout/sessions";
import { customerBalanceEndpoints } from "./customers/balance-transactions";
import { cashBalanceEndpoints } from "./customers/cash-balance";
import { customerDiscountEndpoints } from "./customers/customer-discount";
import { customerSearchEndpoints } from "./customers/customer-search";
import { customerEndpoints } from "./customers/customers";
import { taxIdEndpoints } from "./customers/tax-ids";
import { couponEndpoints } from "./discounts/coupons";
import { promotionCodeEndpoints } from "./discounts/promotion-codes";
import type { Endpoint } from "./endpoint";
import { eventEndpoints } from "./events/events";
import { webhookEndpointEndpoints } from "./events/webhook-endpoints";
import { creditNoteEndpoints } from "./invoices/credit-notes";
import { invoiceActionEndpoints } from "./invoices/invoice-actions";
import { invoiceItemEndpoints } from "./invoices/invoice-items";
import { invoiceLineEndpoints } from "./invoices/invoice-line-items";
import { invoicePaymentEndpoints } from "./invoices/invoice-payments";
import { invoiceEndpoints } from "./invoices/invoices";
import { balanceTransactionEndpoints } from "./payments/balance-transactions";
import { chargeEndpoints } from "./payments/charges";
import { paymentIntentEndpoints } from "./payments/payment-intents";
import { paymentMethodEndpoints } from "./payments/payment-methods";
import { refundEndpoints } from "./payments/refunds";
import { setupAttemptEndpoints } from "./payments/setup-attempts";
import { setupIntentEndpoints } from "./payments/setup-intents";
import { sourceEndpoints } from "./payments/sources";
import { tokenEndpoints } from "./payments/tokens";
import { accountEndpoints } from "./platform/accounts";
import { customerAccountEndpoints } from "./platform/customer-accounts";
import { feedbackOptionEndpoints } from "./platform/feedback-options";
import { paymentMethodConfigurationEndpoints } from "./platform/payment-method-configurations";
import { portalConfigurationEndpoints } from "./platform/portal-configurations";
import { portalSessionEndpoints } from "./platform/portal-sessions";
import { searchEndpoints } from "./platform/searches";
import { SandboxError } from "./protocol/errors";
import { scheduleEndpoints } from "./schedules/schedules";
import { subscriptionItemEndpoints } from "./subscriptions/subscription-items";
import { subscriptionEndpoints } from "./subscriptions/subscriptions";
import { testClockEndpoints } from "./time/test-clocks";

/** Every endpoint. A new resource is a file and a line here. The first match counts. */
const endpoints: readonly Endpoint[] = [
  // Before the objects, whose ids could be called "search".
  ...searchEndpoints,
  // Before the customers, whose ids could be called "search".
  ...customerSearchEndpoints,
  ...customerEndpoints,
  ...productEndpoints,
  ...priceEndpoints,
  ...priceListEndpoints,
  ...planEndpoints,
  ...taxCodeEndpoints,
  ...taxRateEndpoints,
  ...meterEndpoints,
  ...meterEventEndpoints,
  ...meterSummaryEndpoints,
  ...taxIdEndpoints,
  ...customerBalanceEndpoints,
  ...cashBalanceEndpoints,
  ...customerDiscountEndpoints,
  ...couponEndpoints,
  ...promotionCodeEndpoints,
  ...paymentMethodEndpoints,
  ...setupIntentEndpoints,
  ...setupAttemptEndpoints,
  ...paymentIntentEndpoints,
  ...chargeEndpoints,
  ...checkoutSessionEndpoints,
  ...refundEndpoints,
  ...balanceTransactionEndpoints,
  ...sourceEndpoints,
  ...tokenEndpoints,
  ...subscriptionEndpoints,
  ...subscriptionItemEndpoints,
  ...invoiceEndpoints,
  ...creditNoteEndpoints,
  ...invoiceActionEndpoints,
  ...invoiceLineEndpoints,
  ...invoicePaymentEndpoints,
  ...invoiceItemEndpoints,
  ...portalConfigurationEndpoints,
  ...portalSessionEndpoints,
  ...feedbackOptionEndpoints,
  ...paymentMethodConfigurationEndpoints,
  ...accountEndpoints,
  ...customerAccountEndpoints,
  ...eventEndpoints,
  ...webhookEndpointEndpoints,
  ...testClockEndpoints,
  ...scheduleEndpoints,
];

type Route = { endpoint: Endpoint; parts: string[] };

/** Only what has the same method and as many parts is compared. */
const routes = new Map<string, Route[]>();
for (const endpoint of endpoints) {
  const parts = endpoint.path.split("/");
  const name = `${endpoint.method} ${parts.length}`;
  routes.set(name, [...(routes.get(name) ?? []), { endpoint, parts }]);
}

/** The endpoint of a request and the ids in its path. Throws Stripe's 404 for any other. */
export function findRoute(method: string, path: string) {
  const parts = path.split("/");
  const candidates = routes.get(`${method} ${parts.length}`) ?? [];
  const route = candidates.find((candidate) => isMatch(candidate.parts, parts));
  if (route === undefined) throw unrecognized(method, path);
  const idAt = (placeholder: string) => parts[route.parts.indexOf(placeholder)] ?? "";
  return { endpoint: route.endpoint, id: idAt(":id"), child: idAt(":child") };
}

function isMatch(pattern: readonly string[], parts: readonly string[]): boolean {
  return pattern.every((part, index) =>
    part.startsWith(":") ? parts[index] !== "" : part === parts[index],
  );
}

function unrecognized(method: string, path: string): SandboxError {
  return new SandboxError(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${method}: ${path.slice(0, 200)}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  });
}
