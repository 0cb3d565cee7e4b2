import type Stripe from "stripe";
import { idOf } from "../documents";
import { endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { hash, oneOf, required, string } from "../protocol/params";

/** Payments of invoices: retrieve, list. */
export const invoicePaymentEndpoints = [
  endpoint("GET", "/v1/invoice_payments/:id", {}, ({ books, id }) =>
    requireDocument(books, "invoice_payment", id),
  ),
  endpoint(
    "GET",
    "/v1/invoice_payments",
    {
      ...pagination,
      created: range,
      invoice: string(),
      payment: hash({
        payment_intent: string(),
        payment_record: string(),
        type: required(oneOf("payment_intent", "payment_record")),
      }),
      status: oneOf("canceled", "open", "paid"),
    },
    ({ books, params }) => {
      const { invoice: parent, payment, status } = params;
      const statuses = status === undefined ? undefined : [status];
      const filter = { parent, statuses, created: rangeOf(params.created) };
      const isWanted = ({ payment: made }: Stripe.InvoicePayment) =>
        made.type === payment?.type &&
        isOne(payment.payment_intent, idOf(made.payment_intent)) &&
        isOne(payment.payment_record, idOf(made.payment_record));
      const sifted = payment === undefined ? undefined : isWanted;
      return listPage(books, "/v1/invoice_payments", "invoice_payment", filter, params, sifted);
    },
  ),
];

function isOne(wanted: string | undefined, value: string | null): boolean {
  return wanted === undefined || wanted === value;
}
