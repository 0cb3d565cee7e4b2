import type Stripe from "stripe";
import type { Books } from "../books";
import { idOf } from "../documents";
import { type Context, endpoint } from "../endpoint";
import { requireCustomer, requireDocument } from "../find";
import { newId } from "../ids";
import { attachMethod, requireOwnPaymentMethod } from "../payments/attach-method";
import { attachSource } from "../payments/attach-source";
import { noSuchReference } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { string, type Values } from "../protocol/params";
import { atTimeOf, atTimeOfClock } from "../time/at-time-of";
import { requireRoomForCustomer } from "../time/clock-limits";
import { blankCustomer } from "./blank-customer";
import { transactBalance } from "./change-balance";
import { changeCustomer } from "./change-customer";
import { createTaxId, ownedBy } from "./create-tax-id";
import { changeCustomerDiscount } from "./customer-discount";
import { type Changes, createShape, updateShape } from "./customer-params";
import { deleteCustomer } from "./delete-customer";
import { customerOfAccount } from "./resolve-customer";

const customerUrl = "/v1/customers/:id";

/** Customers: create, retrieve, update, list, delete. */
export const customerEndpoints = [
  endpoint("POST", "/v1/customers", createShape, async (given) => {
    const clock = await readClock(given, given.params.test_clock);
    const call = clock === null ? given : await atTimeOfClock(given, clock);
    return createCustomer(call, call.params, clock);
  }),
  endpoint("GET", customerUrl, {}, ({ books, id }) => retrieveCustomer(books, id)),
  endpoint("POST", customerUrl, updateShape, async (given) => {
    const before = await requireCustomer(given.books, given.id);
    const call = await atTimeOf(given, before.id);
    return updateCustomer(call, before, call.params, "adjustment");
  }),
  endpoint(
    "GET",
    "/v1/customers",
    { ...pagination, created: range, email: string(), test_clock: string() },
    ({ books, params }) => {
      const { email, test_clock: clock } = params;
      // "The response will not include customers with test clocks if this parameter is not set."
      const exceptStatuses = clock === undefined ? ["deleted", "on_clock"] : ["deleted"];
      const filter = { email, parent: clock, created: rangeOf(params.created), exceptStatuses };
      return listPage(books, "/v1/customers", "customer", filter, params);
    },
  ),
  endpoint("DELETE", customerUrl, {}, async (given) => {
    const customer = await requireCustomer(given.books, given.id);
    return deleteCustomer(await atTimeOf(given, customer.id), customer);
  }),
];

/** An account that is configured as a customer can be retrieved here too. */
async function retrieveCustomer(books: Books, id: string) {
  const customer = id.startsWith("acct_") ? await customerOfAccount(books, id) : null;
  return customer ?? requireDocument(books, "customer", id);
}

async function readClock({ books }: Context, id: string | undefined): Promise<string | null> {
  if (id === undefined) return null;
  const clock = await requireDocument(books, "test_clock", id, "test_clock");
  await requireRoomForCustomer(books, clock.id);
  return clock.id;
}

/** Makes a customer, with what hangs on it. Gives it as it is kept. */
async function createCustomer(
  context: Context,
  params: Values<typeof createShape>,
  clock: string | null,
): Promise<Stripe.Customer> {
  const { payment_method: method, tax_id_data: taxIds = [], test_clock: _, ...changes } = params;
  const blank = blankCustomer(newId("customer"), context.now, clock);
  await context.books.put("customer", blank);
  for (const [index, taxId] of taxIds.entries()) {
    await createTaxId(context, taxId, ownedBy(blank), `tax_id_data[${index}][value]`);
  }
  if (method === undefined) return updateCustomer(context, blank, changes, "initial");
  const attached = await attachMethod(context, method, blank.id, "payment_method");
  const begun = await requireCustomer(context.books, blank.id);
  return updateCustomer(context, begun, renameDefault(changes, method, attached.id), "initial");
}

/** `balanceType` is what a change of the balance is called in its transaction. */
async function updateCustomer(
  context: Context,
  before: Stripe.Customer,
  params: Changes,
  balanceType: "initial" | "adjustment",
): Promise<Stripe.Customer> {
  const { books } = context;
  const method = params.invoice_settings?.default_payment_method;
  if (method) {
    const param = "invoice_settings[default_payment_method]";
    await requireOwnPaymentMethod(context, method, before.id, param);
  }
  const changed = changeCustomer(before, params);
  const customer: Stripe.Customer = {
    ...changed,
    default_source: await readSource(context, before, params),
    discount: await changeCustomerDiscount(context, before, params),
  };
  await books.put("customer", customer);
  const difference = (params.balance ?? before.balance) - before.balance;
  if (difference === 0) return customer;
  return (await transactBalance(context, customer, difference, balanceType, {})).customer;
}

/** A new `source` takes the place of the default one, which is deleted; `default_source` names one there is. */
async function readSource(context: Context, before: Stripe.Customer, params: Changes) {
  const { books } = context;
  const current = idOf(before.default_source);
  if (params.source !== undefined) {
    const { id } = await attachSource(context, before.id, params.source);
    if (current !== null) await books.remove("source", current);
    return id;
  }
  if (params.default_source === undefined) return current;
  const source = await books.find("source", params.default_source);
  if (source === null || !("customer" in source) || idOf(source.customer) !== before.id) {
    throw noSuchReference("source", params.default_source, "default_source");
  }
  return source.id;
}

/** `pm_card_visa` names a template; the default becomes the copy that was attached. */
function renameDefault(params: Changes, given: string, attached: string): Changes {
  const settings = params.invoice_settings;
  if (settings?.default_payment_method !== given) return params;
  return { ...params, invoice_settings: { ...settings, default_payment_method: attached } };
}
