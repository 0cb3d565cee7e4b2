import type Stripe from "stripe";
import { blankCustomer } from "../customers/blank-customer";
import { type Call, type Context, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { newId } from "../ids";
import { noSuchPath } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { array, boolean, email, hash, metadata, string, type Values } from "../protocol/params";
import { atTimeOfClock } from "../time/at-time-of";

type Account = Stripe.V2.Core.Account;

const shape = {
  configuration: hash({ customer: hash({ applied: boolean(), test_clock: string() }) }),
  contact_email: email(),
  contact_phone: string(),
  display_name: string(),
  include: array(string(), 20),
  metadata: metadata(),
};

const path = "/v2/core/accounts";

/**
 * Accounts of API v2, as far as they carry a customer: then `customer_account` takes them wherever a
 * customer is named. What else v2 accounts can be (merchants, recipients) is not here.
 */
export const customerAccountEndpoints = [
  endpoint("POST", path, shape, createCustomerAccount),
  endpoint("GET", `${path}/:id`, { include: array(string(), 20) }, ({ books, id }) =>
    requireCustomerAccount({ books }, id),
  ),
  endpoint("POST", `${path}/:id`, shape, async (call) => {
    const before = await requireCustomerAccount(call, call.id);
    return saveCustomerAccount(call, before, call.params);
  }),
];

async function createCustomerAccount(call: Call<Values<typeof shape>>): Promise<Account> {
  const id = newId("account");
  const made: Account = {
    id,
    object: "v2.core.account",
    applied_configurations: [],
    closed: false,
    created: new Date(call.now * 1000).toISOString(),
    livemode: false,
    metadata: {},
  };
  return saveCustomerAccount(call, made, call.params);
}

async function requireCustomerAccount({ books }: Pick<Context, "books">, id: string) {
  const account = await books.find("v2_account", id);
  if (account === null) throw noSuchPath("account", id);
  return account;
}

/** Keeps the account, and in step with it the customer it carries. */
async function saveCustomerAccount(
  call: Context,
  before: Account,
  params: Values<typeof shape>,
): Promise<Account> {
  const {
    contact_email: address,
    contact_phone: phone,
    display_name: name,
    configuration,
  } = params;
  const after: Account = {
    ...before,
    ...(address === undefined ? {} : { contact_email: address }),
    ...(phone === undefined ? {} : { contact_phone: phone }),
    ...(name === undefined ? {} : { display_name: name }),
    metadata: changeMetadata(before.metadata ?? null, params.metadata),
  };
  const wanted = configuration?.customer;
  const isCustomer = wanted !== undefined || before.applied_configurations.includes("customer");
  if (!isCustomer) {
    await call.books.put("v2_account", after);
    return after;
  }
  const clock = wanted?.test_clock ?? before.configuration?.customer?.test_clock ?? null;
  if (clock !== null) await requireDocument(call.books, "test_clock", clock, "configuration");
  await keepCustomer(call, after, clock);
  const carrying: Account = {
    ...after,
    applied_configurations: ["customer"],
    configuration: {
      customer: { applied: true, ...(clock === null ? {} : { test_clock: clock }) },
    },
  };
  await call.books.put("v2_account", carrying);
  return carrying;
}

async function keepCustomer(given: Context, account: Account, clock: string | null): Promise<void> {
  const { books, now } = clock === null ? given : await atTimeOfClock(given, clock);
  const known = (await books.find("account_customer", account.id))?.customer;
  const before = known === undefined ? null : await books.find("customer", known);
  if (before?.deleted === true) return;
  const customer: Stripe.Customer = {
    ...(before ?? blankCustomer(newId("customer"), now, clock)),
    customer_account: account.id,
    email: account.contact_email ?? null,
    name: account.display_name ?? null,
    phone: account.contact_phone ?? null,
  };
  await books.put("customer", customer);
  await books.put("account_customer", { id: account.id, customer: customer.id });
}
