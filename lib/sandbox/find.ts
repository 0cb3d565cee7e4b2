import type Stripe from "stripe";
import type { Books } from "./books";
import type { Documents, Kind } from "./documents";
import { noSuchPath, noSuchReference } from "./protocol/errors";

/** How Stripe calls each kind when there is none. */
const nouns: { [K in Kind]: string } = {
  account: "account",
  account_customer: "customer",
  account_time: "time",
  awaited_change: "awaited change",
  balance_transaction: "balance transaction",
  charge: "charge",
  checkout_session: "checkout.session",
  coupon: "coupon",
  credit_note: "credit note",
  credit_note_page: "credit note page",
  customer: "customer",
  customer_balance_transaction: "customer balance transaction",
  deleted_coupon: "coupon",
  discount: "discount",
  discount_end: "discount",
  ended_discount: "discount",
  event: "event",
  feedback_option: "feedback option",
  intent_invoice: "payment of an invoice",
  invoice: "invoice",
  invoice_page: "invoice page",
  invoice_payment: "invoice payment",
  invoice_preview: "invoice",
  invoice_shares: "invoice",
  invoiceitem: "invoiceitem",
  item_owner: "subscription item",
  lookup_key: "lookup key",
  meter: "billing meter",
  meter_usage: "meter event",
  payment_fault: "payment fault",
  payment_intent: "payment_intent",
  payment_method: "PaymentMethod",
  payment_method_configuration: "payment_method_configuration",
  payment_page: "page",
  portal_configuration: "configuration",
  portal_session: "session",
  price: "price",
  product: "product",
  promotion_code: "promotion code",
  refund: "refund",
  setup_attempt: "setupattempt",
  setup_intent: "setupintent",
  source: "source",
  subscription: "subscription",
  subscription_schedule: "subscription schedule",
  tax_id: "tax id",
  tax_rate: "tax rate",
  test_card: "test card",
  test_clock: "test clock",
  token: "token",
  restricted_key: "key",
  v2_account: "account",
  webhook_delivery: "delivery",
  webhook_endpoint: "webhook endpoint",
  webhook_key: "secret",
};

/** How Stripe calls the part of a path that names an object, where that is not "id". */
const pathParams: { [K in Kind]?: string } = {
  coupon: "coupon",
  payment_intent: "intent",
  price: "price",
  setup_intent: "intent",
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
    ? noSuchPath(nouns[kind], id, pathParams[kind])
    : noSuchReference(nouns[kind], id, param);
}
