import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { newId } from "../ids";

/** What a transaction is about and says. `currency` as it was given, if it was. */
type Refs = {
  invoice?: string | undefined;
  creditNote?: string | undefined;
  currency?: string | undefined;
  description?: string | null | undefined;
  metadata?: { [key: string]: string } | undefined;
};
type Type = Stripe.CustomerBalanceTransaction.Type;

/**
 * Adds an amount (minor units; negative: credit) to a customer's balance by a transaction. Gives the
 * customer as it then is. A currency that is given becomes the customer's, if there is none yet.
 */
export async function changeBalance(
  context: Context,
  customer: Stripe.Customer,
  amount: number,
  type: Type,
  refs: Refs,
): Promise<Stripe.Customer> {
  return (await transactBalance(context, customer, amount, type, refs)).customer;
}

/** The same, giving the transaction as well. */
export async function transactBalance(
  { books, now }: Context,
  before: Stripe.Customer,
  amount: number,
  type: Type,
  refs: Refs,
) {
  const own = before.currency ?? refs.currency ?? null;
  const currency = refs.currency ?? own ?? "usd";
  const balance = balanceIn(before, currency) + amount;
  const transaction: Stripe.CustomerBalanceTransaction = {
    id: newId("customer_balance_transaction"),
    object: "customer_balance_transaction",
    amount,
    checkout_session: null,
    created: now,
    credit_note: refs.creditNote ?? null,
    currency,
    customer: before.id,
    customer_account: before.customer_account ?? null,
    description: refs.description ?? null,
    ending_balance: balance,
    invoice: refs.invoice ?? null,
    livemode: false,
    metadata: refs.metadata ?? {},
    type,
  };
  const customer: Stripe.Customer = {
    ...before,
    currency: own,
    balance: own === null || own === currency ? balance : before.balance,
    invoice_credit_balance: { ...before.invoice_credit_balance, [currency]: 0 - balance },
  };
  await books.put("customer_balance_transaction", transaction);
  await books.put("customer", customer);
  return { customer, transaction };
}

/** `balance` is in the customer's own currency; others stand, as credit, in `invoice_credit_balance`. */
function balanceIn(customer: Stripe.Customer, currency: string): number {
  const isOwn = (customer.currency ?? currency) === currency;
  return isOwn ? customer.balance : 0 - (customer.invoice_credit_balance?.[currency] ?? 0);
}
