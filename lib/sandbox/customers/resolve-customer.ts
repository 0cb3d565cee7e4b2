import type Stripe from "stripe";
import type { Books } from "../books";
import { requireCustomer } from "../find";
import { invalid, noSuchReference } from "../protocol/errors";
import { missingParam } from "../protocol/params";

type Given = { customer?: string | undefined; customer_account?: string | undefined };

/** The customer of a request that takes `customer` or `customer_account`. Throws 400 without either. */
export async function resolveCustomer(
  books: Books,
  { customer, customer_account: account }: Given,
  param = "customer",
): Promise<Stripe.Customer> {
  if (customer !== undefined && account !== undefined) {
    throw invalid(
      "You may only specify one of these parameters: customer, customer_account.",
      "customer_account",
      "parameters_exclusive",
    );
  }
  if (customer !== undefined) return requireCustomer(books, customer, param);
  if (account === undefined) throw missingParam(param);
  const found = await customerOfAccount(books, account);
  if (found === null) throw noSuchReference("account", account, "customer_account");
  return found;
}

/** The customer that an account carries; null: there is none. */
export async function customerOfAccount(
  books: Books,
  account: string,
): Promise<Stripe.Customer | null> {
  const carried = (await books.find("account_customer", account))?.customer;
  const customer = carried === undefined ? null : await books.find("customer", carried);
  return customer === null || customer.deleted === true ? null : customer;
}
