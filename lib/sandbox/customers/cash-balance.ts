import type Stripe from "stripe";
import { endpoint } from "../endpoint";
import { requireCustomer } from "../find";
import { asList, pagination } from "../protocol/list";
import { hash, oneOf } from "../protocol/params";
import { blankCustomer } from "./blank-customer";
import { withMode } from "./change-customer";

const url = "/v1/customers/:id/cash_balance";

/** A customer's cash balance: retrieve, change how it is reconciled, and the transactions it never has here. */
export const cashBalanceEndpoints = [
  endpoint("GET", url, {}, async ({ books, id }) => cashOf(await requireCustomer(books, id))),
  endpoint(
    "POST",
    url,
    {
      settings: hash({ reconciliation_mode: oneOf("automatic", "manual", "merchant_default") }),
    },
    async ({ books, id, params }) => {
      const customer = await requireCustomer(books, id);
      const mode = params.settings?.reconciliation_mode;
      const cash = cashOf(customer);
      const cash_balance = mode === undefined ? cash : withMode(cash, mode);
      await books.put("customer", { ...customer, cash_balance });
      return cash_balance;
    },
  ),
  endpoint(
    "GET",
    "/v1/customers/:id/cash_balance_transactions",
    pagination,
    async ({ books, id }) => {
      await requireCustomer(books, id);
      const data: Stripe.CustomerCashBalanceTransaction[] = [];
      return asList(`/v1/customers/${id}/cash_balance_transactions`, { data, hasMore: false });
    },
  ),
];

/** Customers that were made before there were cash balances have a new one. */
function cashOf(customer: Stripe.Customer): Stripe.CashBalance {
  const blank = blankCustomer(customer.id, customer.created, null).cash_balance;
  const cash = customer.cash_balance ?? blank;
  if (!cash) throw new Error(`Customer ${customer.id} has no cash balance.`);
  return cash;
}
