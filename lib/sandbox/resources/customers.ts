import type Stripe from "stripe";
import type { Books } from "../books";
import { idOf } from "../documents";
import { type Context, endpoint } from "../endpoint";
import { newId, newInvoicePrefix } from "../ids";
import { noSuchReference } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import {
  array,
  email,
  emptyable,
  hash,
  integer,
  metadata,
  oneOf,
  required,
  string,
  type Values,
} from "../protocol/params";
import { attachMethod } from "./attach-method";
import { listLiving, requireCustomer, requireDocument } from "./find";
import { address, addressOf, changeAddress, changed } from "./shared-params";
import { endSubscription } from "./subscription-cancel";

const shape = {
  address: emptyable(address),
  balance: integer(-99999999, 99999999),
  description: emptyable(string()),
  email: emptyable(email()),
  invoice_prefix: string(12),
  invoice_settings: hash({
    default_payment_method: emptyable(string()),
    footer: emptyable(string()),
  }),
  metadata: metadata(),
  name: emptyable(string(256)),
  next_invoice_sequence: integer(1),
  phone: emptyable(string(20)),
  preferred_locales: array(string(10)),
  shipping: emptyable(
    hash({ address: required(address), name: required(string()), phone: string(20) }),
  ),
  tax_exempt: emptyable(oneOf("none", "exempt", "reverse")),
};
/** Those of Stripe's many that samples and tests need. */
const taxIdType = oneOf("au_abn", "ca_bn", "ch_vat", "eu_vat", "gb_vat", "in_gst", "us_ein");
const createShape = {
  ...shape,
  payment_method: string(),
  tax_id_data: array(hash({ type: required(taxIdType), value: required(string(100)) }), 5),
};
type Params = Values<typeof shape>;

/** Customers: create, retrieve, update, list by email, delete. */
export const customerEndpoints = [
  endpoint("POST", "/v1/customers", createShape, async (call) => {
    const { tax_id_data: taxIds = [] } = call.params;
    const blank = withTaxIds(blankCustomer(newId("customer"), call.now), taxIds);
    if (call.params.payment_method === undefined) return save(call, blank, call.params);
    await call.books.put("customer", blank);
    const given = call.params.payment_method;
    const method = await attachMethod(call, given, blank.id, "payment_method");
    return save(call, blank, renameDefault(call.params, given, method.id));
  }),
  endpoint("GET", "/v1/customers/:id", {}, ({ books, id }) =>
    requireDocument(books, "customer", id),
  ),
  endpoint("POST", "/v1/customers/:id", shape, async (call) =>
    save(call, await requireCustomer(call.books, call.id), call.params),
  ),
  endpoint(
    "GET",
    "/v1/customers",
    { ...pagination, created: range, email: string() },
    ({ books, params }) => {
      const filter = { email: params.email, created: rangeOf(params.created) };
      const exceptStatuses = ["deleted"];
      return listPage(books, "/v1/customers", "customer", { ...filter, exceptStatuses }, params);
    },
  ),
  endpoint("DELETE", "/v1/customers/:id", {}, async (call) => {
    const { books, id } = call;
    await requireCustomer(books, id);
    for (const subscription of await listLiving(books, id)) {
      await endSubscription(call, subscription);
    }
    const stub = { id, object: "customer" as const, deleted: true as const };
    await books.put("customer", stub);
    return stub;
  }),
];

async function save(
  { books }: Context,
  before: Stripe.Customer,
  params: Params,
): Promise<Stripe.Customer> {
  const customer: Stripe.Customer = {
    ...before,
    address: changeAddress(params.address, before.address),
    balance: changed(params.balance, before.balance),
    description: changed(params.description, before.description),
    email: changed(params.email, before.email),
    invoice_prefix: changed(params.invoice_prefix, before.invoice_prefix ?? null),
    invoice_settings: await changeInvoiceSettings(books, before, params),
    metadata: changeMetadata(before.metadata, params.metadata),
    name: changed(params.name, before.name ?? null),
    next_invoice_sequence: changed(params.next_invoice_sequence, before.next_invoice_sequence ?? 1),
    phone: changed(params.phone, before.phone ?? null),
    preferred_locales: changed(params.preferred_locales, before.preferred_locales ?? []),
    shipping: changeShipping(params.shipping, before.shipping),
    tax_exempt:
      params.tax_exempt === null ? "none" : changed(params.tax_exempt, before.tax_exempt ?? "none"),
  };
  await books.put("customer", customer);
  return customer;
}

function withTaxIds(
  customer: Stripe.Customer,
  given: NonNullable<Values<typeof createShape>["tax_id_data"]>,
): Stripe.Customer {
  const { id, created } = customer;
  const data = given.map(({ type, value }) => ({
    id: newId("tax_id"),
    object: "tax_id" as const,
    country: null,
    created,
    customer: id,
    customer_account: null,
    livemode: false,
    owner: null,
    type,
    value,
    verification: null,
  }));
  const url = `/v1/customers/${id}/tax_ids`;
  return { ...customer, tax_ids: { object: "list", data, has_more: false, url } };
}

function changeShipping(
  given: Params["shipping"],
  before: Stripe.Customer.Shipping | null,
): Stripe.Customer.Shipping | null {
  if (!given) return changed(given, before);
  return { address: addressOf(given.address), name: given.name, phone: given.phone ?? null };
}

async function changeInvoiceSettings(books: Books, before: Stripe.Customer, params: Params) {
  const given = params.invoice_settings;
  const method = given?.default_payment_method;
  if (method) await requireOwnMethod(books, before.id, method);
  return {
    ...before.invoice_settings,
    default_payment_method: changed(method, before.invoice_settings.default_payment_method),
    footer: changed(given?.footer, before.invoice_settings.footer),
  };
}

async function requireOwnMethod(books: Books, customer: string, id: string): Promise<void> {
  const method = await books.find("payment_method", id);
  if (idOf(method?.customer) === customer) return;
  throw noSuchReference("PaymentMethod", id, "invoice_settings[default_payment_method]");
}

/** `pm_card_visa` names a template; the default becomes the copy that was attached. */
function renameDefault(params: Params, given: string, attached: string): Params {
  const settings = params.invoice_settings;
  if (settings?.default_payment_method !== given) return params;
  return { ...params, invoice_settings: { ...settings, default_payment_method: attached } };
}

function blankCustomer(id: string, created: number): Stripe.Customer {
  return {
    id,
    object: "customer",
    address: null,
    balance: 0,
    created,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: newInvoicePrefix(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
}
