import type Stripe from "stripe";
import type { Books } from "../books";
import type { Documents, Kind } from "../documents";
import { noSuchPath, noSuchReference } from "../protocol/errors";

/** How Stripe calls each kind when there is none. */
const nouns: { [K in Kind]: string } = {
  customer: "customer",
  product: "product",
  price: "price",
  payment_method: "PaymentMethod",
  subscription: "subscription",
  invoice: "invoice",
  invoiceitem: "invoiceitem",
  lookup_key: "lookup key",
  invoice_page: "invoice page",
};

/** The object a path or parameter names: 404 for a path (no `param`), 400 for a parameter. */
export async function requireDocument<K extends Kind>(
  books: Books,
  kind: K,
  id: string,
  param?: string,
): Promise<Documents[K]> {
  const document = await books.find(kind, id);
  if (document === null) throw absent(kind, id, param);
  return document;
}

/** A customer that was not deleted. */
export async function requireCustomer(
  books: Books,
  id: string,
  param?: string,
): Promise<Stripe.Customer> {
  const customer = await requireDocument(books, "customer", id, param);
  if (customer.deleted === true) throw absent("customer", id, param);
  return customer;
}

/** A customer's subscriptions that have not ended. */
export function listLiving(books: Books, customer: string): Promise<Stripe.Subscription[]> {
  return books.all("subscription", {
    customer,
    exceptStatuses: ["canceled", "incomplete_expired"],
  });
}

function absent(kind: Kind, id: string, param: string | undefined) {
  return param === undefined
    ? noSuchPath(nouns[kind], id)
    : noSuchReference(nouns[kind], id, param);
}
