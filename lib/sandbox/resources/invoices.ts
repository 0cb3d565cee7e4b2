import type Stripe from "stripe";
import { asPaid, defaultMethodOf } from "../billing/issue-invoice";
import { idOf } from "../documents";
import { type Context, endpoint } from "../endpoint";
import { invalid } from "../protocol/errors";
import { asList, listPage, pagination, range, rangeOf } from "../protocol/list";
import { boolean, oneOf, string } from "../protocol/params";
import { requireOwnPaymentMethod } from "./attach-method";
import { requireCustomer, requireDocument } from "./find";
import { createPreview, previewShape } from "./invoice-preview";

/** Invoices: retrieve, list, lines, preview, pay. */
export const invoiceEndpoints = [
  endpoint("POST", "/v1/invoices/create_preview", previewShape, (call) =>
    createPreview(call, call.params),
  ),
  endpoint("GET", "/v1/invoices/:id", {}, ({ books, id }) => requireDocument(books, "invoice", id)),
  endpoint(
    "GET",
    "/v1/invoices",
    {
      ...pagination,
      collection_method: oneOf("charge_automatically", "send_invoice"),
      created: range,
      customer: string(),
      status: oneOf("draft", "open", "paid", "uncollectible", "void"),
      subscription: string(),
    },
    ({ books, params }) => {
      const { customer, subscription, status, collection_method: collection } = params;
      const statuses = status === undefined ? undefined : [status];
      const filter = { customer, subscription, statuses, created: rangeOf(params.created) };
      const only = (invoice: Stripe.Invoice) => invoice.collection_method === collection;
      const sifted = collection === undefined ? undefined : only;
      return listPage(books, "/v1/invoices", "invoice", filter, params, sifted);
    },
  ),
  endpoint("GET", "/v1/invoices/:id/lines", pagination, async ({ books, id, params }) => {
    const invoice = await requireDocument(books, "invoice", id);
    return pageOfLines(invoice, params.limit ?? 10, params.starting_after);
  }),
  endpoint(
    "POST",
    "/v1/invoices/:id/pay",
    { paid_out_of_band: boolean(), payment_method: string(), off_session: boolean() },
    async (call) => {
      const invoice = await requireDocument(call.books, "invoice", call.id);
      if (invoice.status === "paid") throw invalid("Invoice is already paid");
      if (invoice.status !== "open") {
        throw invalid(`This invoice is ${invoice.status} and can no longer be paid.`);
      }
      const { payment_method: method, paid_out_of_band: isElsewhere } = call.params;
      if (isElsewhere !== true) await requireMeans(call, invoice, method);
      const paid = asPaid(invoice, call.now);
      await call.books.put("invoice", paid);
      await reviveSubscription(call, invoice);
      return paid;
    },
  ),
];

function pageOfLines(invoice: Stripe.Invoice, limit: number, after: string | undefined) {
  const lines = invoice.lines.data;
  const start = after === undefined ? 0 : lines.findIndex((line) => line.id === after) + 1;
  if (after !== undefined && start === 0) {
    throw invalid(`No such invoice line item: '${after}'`, "starting_after", "resource_missing");
  }
  const data = lines.slice(start, start + limit);
  return asList(invoice.lines.url, { data, hasMore: start + limit < lines.length });
}

async function requireMeans(
  context: Context,
  invoice: Stripe.Invoice,
  given: string | undefined,
): Promise<void> {
  const customer = await requireCustomer(context.books, idOf(invoice.customer) ?? "");
  if (given !== undefined) {
    await requireOwnPaymentMethod(context, given, customer.id, "payment_method");
    return;
  }
  const subscription = await subscriptionOf(context, invoice);
  const method =
    subscription === null
      ? idOf(customer.invoice_settings.default_payment_method)
      : defaultMethodOf(subscription, customer);
  if (method !== null) return;
  throw invalid(
    "There is no `default_payment_method` set on this Customer or Invoice. Please set either field prior to attempting payment.",
  );
}

/** A subscription that waited for this payment goes on. */
async function reviveSubscription(context: Context, invoice: Stripe.Invoice): Promise<void> {
  const subscription = await subscriptionOf(context, invoice);
  if (subscription === null) return;
  const isLatest = idOf(subscription.latest_invoice) === invoice.id;
  const isWaiting = subscription.status === "incomplete" || subscription.status === "past_due";
  if (!isLatest || !isWaiting) return;
  await context.books.put("subscription", { ...subscription, status: "active" });
}

async function subscriptionOf({ books }: Context, invoice: Stripe.Invoice) {
  const id = idOf(invoice.parent?.subscription_details?.subscription);
  return id === null ? null : books.find("subscription", id);
}
