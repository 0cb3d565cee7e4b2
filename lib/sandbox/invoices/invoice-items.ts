import type Stripe from "stripe";
import { currency } from "../catalogue/params";
import { customerOfAccount, resolveCustomer } from "../customers/resolve-customer";
import { idOf } from "../documents";
import { type Call, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { invalid, noSuchReference } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { boolean, oneOf, string, type Values } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { buildItem, changeItem } from "./build-item";
import { dropItem, keepItem } from "./draft-lines";
import { itemShape } from "./item-params";
import { requireDraft } from "./require-status";

const createShape = {
  ...itemShape,
  currency: currency(),
  customer: string(),
  customer_account: string(),
  invoice: string(),
  subscription: string(),
};
const asWritten = (name: string) => name;

/** Invoice items: create, retrieve, update, delete, list. */
export const invoiceItemEndpoints = [
  endpoint("POST", "/v1/invoiceitems", createShape, createItem),
  endpoint("GET", "/v1/invoiceitems/:id", {}, ({ books, id }) =>
    requireDocument(books, "invoiceitem", id),
  ),
  endpoint(
    "POST",
    "/v1/invoiceitems/:id",
    { ...itemShape, invoicing_rules: oneOf("") },
    async (given) => {
      const { call, item: before } = await enter(given);
      const item = await changeItem(call, before, call.params, asWritten);
      await keepItem(call, item);
      return item;
    },
  ),
  endpoint("DELETE", "/v1/invoiceitems/:id", {}, async (given) => {
    const { call, item } = await enter(given);
    await dropItem(call, item);
    return { id: item.id, object: "invoiceitem" as const, deleted: true as const };
  }),
  endpoint(
    "GET",
    "/v1/invoiceitems",
    {
      ...pagination,
      created: range,
      customer: string(),
      customer_account: string(),
      invoice: string(),
      pending: boolean(),
    },
    async ({ books, params }) => {
      const { customer, customer_account: account, invoice: parent, pending } = params;
      const carried = account === undefined ? null : await customerOfAccount(books, account);
      const statuses = pending === undefined ? undefined : [pending ? "pending" : "invoiced"];
      const created = rangeOf(params.created);
      const filter = { customer: customer ?? carried?.id, parent, statuses, created };
      const only = (item: Stripe.InvoiceItem) => item.customer_account === account;
      const sifted = account === undefined ? undefined : only;
      return listPage(books, "/v1/invoiceitems", "invoiceitem", filter, params, sifted);
    },
  ),
];

async function createItem(given: Call<Values<typeof createShape>>): Promise<Stripe.InvoiceItem> {
  const { books, params } = given;
  const { invoice: invoiceId, subscription: subscriptionId } = params;
  const invoice =
    invoiceId === undefined ? null : await requireDocument(books, "invoice", invoiceId, "invoice");
  const isNamed = params.customer !== undefined || params.customer_account !== undefined;
  const owner = idOf(invoice?.customer) ?? undefined;
  const customer = await resolveCustomer(books, isNamed ? params : { customer: owner });
  if (invoice !== null) requireInvoiceOf(invoice, customer, params.currency);
  const subscription =
    subscriptionId === undefined
      ? null
      : await requireDocument(books, "subscription", subscriptionId, "subscription");
  if (subscription !== null) requireSubscriptionOf(subscription, customer);
  const call = await atTimeOf(given, customer.id);
  const currency = invoice?.currency ?? subscription?.currency ?? customer.currency ?? null;
  const item = await buildItem(call, params, { customer, subscription, currency, at: asWritten });
  if (invoice !== null && item.currency !== invoice.currency) throw otherCurrency(invoice);
  await keepCurrency(call, customer, item.currency);
  const kept = { ...item, invoice: invoice?.id ?? null };
  await keepItem(call, kept);
  return kept;
}

/** A customer's first purchase decides about their currency. */
async function keepCurrency(
  { books }: Call<unknown>,
  customer: Stripe.Customer,
  currency: string,
): Promise<void> {
  if (customer.currency === null || customer.currency === undefined) {
    await books.put("customer", { ...customer, currency });
  }
}

function requireInvoiceOf(
  invoice: Stripe.Invoice,
  customer: Stripe.Customer,
  currency: string | undefined,
): void {
  requireDraft(
    invoice,
    "The specified invoice can no longer be edited. Instead, consider creating additional invoice items that will be applied to the next invoice. You can either manually generate the next invoice or wait for it to be automatically generated at the end of the billing cycle.",
    "invoice",
  );
  if (idOf(invoice.customer) !== customer.id) {
    throw noSuchReference("invoice", invoice.id, "invoice");
  }
  if (currency !== undefined && currency !== invoice.currency) throw otherCurrency(invoice);
}

function otherCurrency({ currency }: Stripe.Invoice) {
  return invalid(
    `The currency of the invoice item must be that of the invoice (${currency}).`,
    "currency",
  );
}

function requireSubscriptionOf(subscription: Stripe.Subscription, customer: Stripe.Customer): void {
  if (idOf(subscription.customer) !== customer.id) {
    throw noSuchReference("subscription", subscription.id, "subscription");
  }
  if (subscription.status === "canceled" || subscription.status === "incomplete_expired") {
    throw invalid(
      "Invoice items cannot be added to a subscription that has ended.",
      "subscription",
    );
  }
}

/** The item of a path, and the call at its customer's time. */
async function enter<P>(given: Call<P>): Promise<{ call: Call<P>; item: Stripe.InvoiceItem }> {
  const item = await requireDocument(given.books, "invoiceitem", given.id);
  return { call: await atTimeOf(given, idOf(item.customer)), item };
}
