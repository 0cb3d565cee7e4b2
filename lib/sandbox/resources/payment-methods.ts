import type Stripe from "stripe";
import { idOf } from "../documents";
import { type Context, endpoint } from "../endpoint";
import { invalid, noSuchPath } from "../protocol/errors";
import { listPage, pagination } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import {
  email,
  emptyable,
  hash,
  integer,
  metadata,
  oneOf,
  required,
  string,
} from "../protocol/params";
import { attachMethod, findTemplate } from "./attach-method";
import { listLiving, requireCustomer, requireDocument } from "./find";
import { address, changeAddress, changed } from "./shared-params";

const listShape = { ...pagination, type: oneOf("card") };

/** Payment methods: attach, detach, retrieve, update, list. */
export const paymentMethodEndpoints = [
  endpoint("POST", "/v1/payment_methods/:id/attach", { customer: required(string()) }, (call) =>
    attachMethod(call, call.id, call.params.customer, undefined),
  ),
  endpoint("POST", "/v1/payment_methods/:id/detach", {}, async (call) => {
    const method = await requireDocument(call.books, "payment_method", call.id);
    const customer = idOf(method.customer);
    if (customer === null) {
      throw invalid(
        "The payment method you provided is not attached to a customer so detachment is impossible.",
      );
    }
    await forgetMethod(call, customer, method.id);
    const detached = { ...method, customer: null };
    await call.books.put("payment_method", detached);
    return detached;
  }),
  endpoint("GET", "/v1/payment_methods/:id", {}, async ({ books, id, now }) => {
    return findTemplate(id, now) ?? requireDocument(books, "payment_method", id);
  }),
  endpoint(
    "POST",
    "/v1/payment_methods/:id",
    {
      billing_details: hash({
        address: emptyable(address),
        email: emptyable(email()),
        name: emptyable(string()),
        phone: emptyable(string()),
      }),
      card: hash({ exp_month: integer(1, 12), exp_year: integer(1970, 9999) }),
      metadata: metadata(),
    },
    async ({ books, id, params }) => {
      const before = await requireDocument(books, "payment_method", id);
      const given = params.billing_details;
      const details = before.billing_details;
      const method: Stripe.PaymentMethod = {
        ...before,
        billing_details: {
          address: changeAddress(given?.address, details.address),
          email: changed(given?.email, details.email),
          name: changed(given?.name, details.name),
          phone: changed(given?.phone, details.phone),
          tax_id: details.tax_id,
        },
        metadata: changeMetadata(before.metadata, params.metadata),
      };
      const saved = withExpiry(method, params.card?.exp_month, params.card?.exp_year);
      await books.put("payment_method", saved);
      return saved;
    },
  ),
  endpoint(
    "GET",
    "/v1/payment_methods",
    { ...listShape, customer: required(string()) },
    async ({ books, params }) => {
      const { id } = await requireCustomer(books, params.customer, "customer");
      return listPage(books, "/v1/payment_methods", "payment_method", { customer: id }, params);
    },
  ),
  endpoint("GET", "/v1/customers/:id/payment_methods", listShape, async ({ books, id, params }) => {
    await requireCustomer(books, id);
    const url = `/v1/customers/${id}/payment_methods`;
    return listPage(books, url, "payment_method", { customer: id }, params);
  }),
  endpoint("GET", "/v1/customers/:id/payment_methods/:child", {}, async ({ books, id, child }) => {
    await requireCustomer(books, id);
    const method = await requireDocument(books, "payment_method", child);
    if (idOf(method.customer) !== id) throw noSuchPath("PaymentMethod", child);
    return method;
  }),
];

/** What is detached can no longer be anyone's default. */
async function forgetMethod({ books }: Context, customerId: string, method: string): Promise<void> {
  const customer = await requireCustomer(books, customerId);
  const settings = customer.invoice_settings;
  if (idOf(settings.default_payment_method) === method) {
    const invoice_settings = { ...settings, default_payment_method: null };
    await books.put("customer", { ...customer, invoice_settings });
  }
  for (const subscription of await listLiving(books, customerId)) {
    if (idOf(subscription.default_payment_method) !== method) continue;
    await books.put("subscription", { ...subscription, default_payment_method: null });
  }
}

function withExpiry(
  method: Stripe.PaymentMethod,
  month: number | undefined,
  year: number | undefined,
): Stripe.PaymentMethod {
  if (method.card === undefined) return method;
  const { exp_month, exp_year } = method.card;
  return {
    ...method,
    card: { ...method.card, exp_month: month ?? exp_month, exp_year: year ?? exp_year },
  };
}
