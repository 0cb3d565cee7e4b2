import type { Endpoint } from "./endpoint";
import { SandboxError } from "./protocol/errors";
import { customerSearchEndpoints } from "./resources/customer-search";
import { customerEndpoints } from "./resources/customers";
import { invoiceItemEndpoints } from "./resources/invoice-items";
import { invoiceEndpoints } from "./resources/invoices";
import { paymentMethodEndpoints } from "./resources/payment-methods";
import { portalConfigurationEndpoints } from "./resources/portal-configurations";
import { priceEndpoints } from "./resources/prices";
import { productEndpoints } from "./resources/products";
import { subscriptionEndpoints } from "./resources/subscriptions";

/** Every endpoint. A new resource is a file and a line here. The first match counts. */
const endpoints: readonly Endpoint[] = [
  // Before the customers, whose ids could be called "search".
  ...customerSearchEndpoints,
  ...customerEndpoints,
  ...productEndpoints,
  ...priceEndpoints,
  ...paymentMethodEndpoints,
  ...subscriptionEndpoints,
  ...invoiceEndpoints,
  ...invoiceItemEndpoints,
  ...portalConfigurationEndpoints,
];

const routes = endpoints.map((endpoint) => ({ endpoint, parts: endpoint.path.split("/") }));

/** The endpoint of a request and the ids in its path. Throws Stripe's 404 for any other. */
export function findRoute(method: string, path: string) {
  const parts = path.split("/");
  const route = routes.find(
    (candidate) => candidate.endpoint.method === method && isMatch(candidate.parts, parts),
  );
  if (route === undefined) throw unrecognized(method, path);
  const idAt = (placeholder: string) => parts[route.parts.indexOf(placeholder)] ?? "";
  return { endpoint: route.endpoint, id: idAt(":id"), child: idAt(":child") };
}

function isMatch(pattern: readonly string[], parts: readonly string[]): boolean {
  return (
    pattern.length === parts.length &&
    pattern.every((part, index) =>
      part.startsWith(":") ? parts[index] !== "" : part === parts[index],
    )
  );
}

function unrecognized(method: string, path: string): SandboxError {
  return new SandboxError(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${method}: ${path.slice(0, 200)}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  });
}
