import type Stripe from "stripe";
import { currency } from "../catalogue/params";
import { idOf } from "../documents";
import { type Context, endpoint } from "../endpoint";
import { requireCustomer, requireDocument } from "../find";
import { changed } from "../protocol/address";
import { noSuchPath } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import { emptyable, integer, metadata, required, string } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { transactBalance } from "./change-balance";

const url = "/v1/customers/:id/balance_transactions";
const description = emptyable(string(350));

/** Transactions of customers' balances: create, retrieve, update, list. */
export const customerBalanceEndpoints = [
  endpoint(
    "POST",
    url,
    {
      amount: required(integer(-999_999_999_999, 999_999_999_999)),
      currency: required(currency()),
      description,
      metadata: metadata(),
    },
    async (given) => {
      const customer = await requireCustomer(given.books, given.id);
      const call = await atTimeOf(given, customer.id);
      const { amount, ...refs } = call.params;
      const { transaction } = await transactBalance(call, customer, amount, "adjustment", {
        ...refs,
        metadata: changeMetadata({}, refs.metadata),
      });
      return transaction;
    },
  ),
  endpoint("GET", `${url}/:child`, {}, (call) => requireOwn(call, call.id, call.child)),
  endpoint("POST", `${url}/:child`, { description, metadata: metadata() }, async (call) => {
    const before = await requireOwn(call, call.id, call.child);
    const transaction = {
      ...before,
      description: changed(call.params.description, before.description),
      metadata: changeMetadata(before.metadata, call.params.metadata),
    };
    await call.books.put("customer_balance_transaction", transaction);
    return transaction;
  }),
  endpoint(
    "GET",
    url,
    { ...pagination, created: range, invoice: string() },
    async ({ books, id, params }) => {
      await requireCustomer(books, id);
      const { invoice } = params;
      const only = (one: Stripe.CustomerBalanceTransaction) => idOf(one.invoice) === invoice;
      return listPage(
        books,
        `/v1/customers/${id}/balance_transactions`,
        "customer_balance_transaction",
        { customer: id, created: rangeOf(params.created) },
        params,
        invoice === undefined ? undefined : only,
      );
    },
  ),
];

async function requireOwn({ books }: Context, customer: string, id: string) {
  await requireCustomer(books, customer);
  const transaction = await requireDocument(books, "customer_balance_transaction", id);
  if (idOf(transaction.customer) !== customer) {
    throw noSuchPath("customer balance transaction", id);
  }
  return transaction;
}
