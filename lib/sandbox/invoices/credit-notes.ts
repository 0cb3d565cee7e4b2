import type Stripe from "stripe";
import { customerOfAccount } from "../customers/resolve-customer";
import { idOf } from "../documents";
import { type Call, type Context, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import { metadata, string } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { type CreditNoteParams, creditNoteShape } from "./credit-note-params";
import { issueCreditNote } from "./issue-credit-note";
import { pageOf } from "./page-of";
import { planCredit } from "./plan-credit";
import { voidCreditNote } from "./void-credit-note";

const listShape = {
  ...pagination,
  created: range,
  customer: string(),
  customer_account: string(),
  invoice: string(),
};

/** Credit notes: create, preview, retrieve, update, void, list, and their lines. */
export const creditNoteEndpoints = [
  endpoint("POST", "/v1/credit_notes", creditNoteShape, async (given) => {
    const call = await atInvoiceTime(given);
    return issueCreditNote(call, await planCredit(call, call.params));
  }),
  endpoint("GET", "/v1/credit_notes/preview", creditNoteShape, (given) => preview(given)),
  endpoint(
    "GET",
    "/v1/credit_notes/preview/lines",
    { ...creditNoteShape, ...pagination },
    async (given) => {
      const { lines } = await preview(given);
      return pageOf("/v1/credit_notes/preview/lines", lines.data, given.params);
    },
  ),
  endpoint("GET", "/v1/credit_notes/:id", {}, ({ books, id }) =>
    requireDocument(books, "credit_note", id),
  ),
  endpoint(
    "POST",
    "/v1/credit_notes/:id",
    { memo: string(5000), metadata: metadata() },
    async ({ books, id, params }) => {
      const before = await requireDocument(books, "credit_note", id);
      const note: Stripe.CreditNote = {
        ...before,
        memo: params.memo ?? before.memo,
        metadata: changeMetadata(before.metadata, params.metadata),
      };
      await books.put("credit_note", note);
      return note;
    },
  ),
  endpoint("POST", "/v1/credit_notes/:id/void", {}, async (given) => {
    const note = await requireDocument(given.books, "credit_note", given.id);
    return voidCreditNote(await atTimeOf(given, idOf(note.customer)), note);
  }),
  endpoint("GET", "/v1/credit_notes/:id/lines", pagination, async ({ books, id, params }) => {
    const { lines } = await requireDocument(books, "credit_note", id);
    return pageOf(lines.url, lines.data, params);
  }),
  endpoint("GET", "/v1/credit_notes", listShape, async ({ books, params }) => {
    const { customer, customer_account: account, invoice: parent } = params;
    const carried = account === undefined ? null : await customerOfAccount(books, account);
    const created = rangeOf(params.created);
    const filter = { customer: customer ?? carried?.id, parent, created };
    const only = (note: Stripe.CreditNote) => note.customer_account === account;
    const sifted = account === undefined ? undefined : only;
    return listPage(books, "/v1/credit_notes", "credit_note", filter, params, sifted);
  }),
];

async function preview(given: Call<CreditNoteParams>): Promise<Stripe.CreditNote> {
  const call = await atInvoiceTime(given);
  const { note } = await planCredit(call, call.params);
  const url = "/v1/credit_notes/preview/lines";
  return { ...note, lines: { ...note.lines, url }, pdf: `${call.books.origin}/sandbox/` };
}

/** The call at the time of the customer whose invoice is credited. */
async function atInvoiceTime<C extends Context & { params: CreditNoteParams }>(
  given: C,
): Promise<C> {
  const { books, params } = given;
  const invoice = await requireDocument(books, "invoice", params.invoice, "invoice");
  return atTimeOf(given, idOf(invoice.customer));
}
