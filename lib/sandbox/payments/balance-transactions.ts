import type Stripe from "stripe";
import { endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { string } from "../protocol/params";

/** Balance transactions: retrieve, list. */
export const balanceTransactionEndpoints = [
  endpoint("GET", "/v1/balance_transactions/:id", {}, async ({ books, id, now }) =>
    asOf(await requireDocument(books, "balance_transaction", id), now),
  ),
  endpoint(
    "GET",
    "/v1/balance_transactions",
    {
      ...pagination,
      created: range,
      currency: string(3),
      payout: string(),
      source: string(),
      type: string(),
    },
    async ({ books, params, now }) => {
      const { currency, payout, source, type } = params;
      const only = (transaction: Stripe.BalanceTransaction) =>
        payout === undefined &&
        (currency === undefined || transaction.currency === currency) &&
        (type === undefined || transaction.type === type);
      const filter = { parent: source, created: rangeOf(params.created) };
      const isPlain = currency === undefined && payout === undefined && type === undefined;
      const list = await listPage(
        books,
        "/v1/balance_transactions",
        "balance_transaction",
        filter,
        params,
        isPlain ? undefined : only,
      );
      return { ...list, data: list.data.map((transaction) => asOf(transaction, now)) };
    },
  ),
];

/** Money becomes available by the passing of time. */
function asOf(transaction: Stripe.BalanceTransaction, now: number): Stripe.BalanceTransaction {
  return transaction.available_on <= now ? { ...transaction, status: "available" } : transaction;
}
