import type Stripe from "stripe";
import { customerOfAccount } from "../customers/resolve-customer";
import { endpoint } from "../endpoint";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { oneOf, string, type Values } from "../protocol/params";
import type { SandboxRange } from "../store";
import { createInvoice, createShape } from "./create-invoice";
import { createPreview } from "./create-preview";
import { previewShape } from "./create-preview-params";
import { deleteDraft } from "./delete-draft";
import { invoiceShape } from "./invoice-params";
import { keepPreview, requireInvoice } from "./kept-previews";
import { updateInvoice } from "./update-invoice";

const listShape = {
  ...pagination,
  collection_method: oneOf("charge_automatically", "send_invoice"),
  created: range,
  customer: string(),
  customer_account: string(),
  due_date: range,
  status: oneOf("draft", "open", "paid", "uncollectible", "void"),
  subscription: string(),
};

/** Invoices: create, retrieve, update, delete, list, preview. */
export const invoiceEndpoints = [
  endpoint("POST", "/v1/invoices/create_preview", previewShape, async (call) =>
    keepPreview(call, await createPreview(call, call.params)),
  ),
  endpoint("POST", "/v1/invoices", createShape, (call) => createInvoice(call, call.params)),
  endpoint("GET", "/v1/invoices/:id", {}, (call) => requireInvoice(call, call.id)),
  endpoint("POST", "/v1/invoices/:id", invoiceShape, (call) =>
    updateInvoice(call, call.id, call.params),
  ),
  endpoint("DELETE", "/v1/invoices/:id", {}, (call) => deleteDraft(call, call.id)),
  endpoint("GET", "/v1/invoices", listShape, async ({ books, params }) => {
    const { customer_account: account, status, subscription } = params;
    const carried = account === undefined ? null : await customerOfAccount(books, account);
    const filter = {
      customer: params.customer ?? carried?.id,
      subscription,
      statuses: status === undefined ? undefined : [status],
      created: rangeOf(params.created),
    };
    return listPage(books, "/v1/invoices", "invoice", filter, params, siftOf(params));
  }),
];

/** What the store cannot filter by; undefined: nothing such was asked. */
function siftOf({
  collection_method: collection,
  customer_account: account,
  due_date: due,
}: Values<typeof listShape>): ((invoice: Stripe.Invoice) => boolean) | undefined {
  if (collection === undefined && account === undefined && due === undefined) return undefined;
  const within = rangeOf(due);
  return (invoice) =>
    (collection === undefined || invoice.collection_method === collection) &&
    (account === undefined || invoice.customer_account === account) &&
    (within === undefined || isWithin(invoice.due_date, within));
}

function isWithin(time: number | null, { gt, gte, lt, lte }: SandboxRange): boolean {
  return (
    time !== null &&
    (gt === undefined || time > gt) &&
    (gte === undefined || time >= gte) &&
    (lt === undefined || time < lt) &&
    (lte === undefined || time <= lte)
  );
}
