import type Stripe from "stripe";
import { endpoint } from "../endpoint";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { boolean, string } from "../protocol/params";
import { requireDocument } from "./find";

/** Invoice items: here prorations make them; they can be read. */
export const invoiceItemEndpoints = [
  endpoint("GET", "/v1/invoiceitems/:id", {}, ({ books, id }) =>
    requireDocument(books, "invoiceitem", id),
  ),
  endpoint(
    "GET",
    "/v1/invoiceitems",
    { ...pagination, created: range, customer: string(), invoice: string(), pending: boolean() },
    ({ books, params }) => {
      const { customer, invoice, pending } = params;
      const statuses = pending === undefined ? undefined : [pending ? "pending" : "invoiced"];
      const filter = { customer, statuses, created: rangeOf(params.created) };
      const only = (item: Stripe.InvoiceItem) => item.invoice === invoice;
      const sifted = invoice === undefined ? undefined : only;
      return listPage(books, "/v1/invoiceitems", "invoiceitem", filter, params, sifted);
    },
  ),
];
