import type Stripe from "stripe";
import { idOf } from "../documents";
import { collectInvoice } from "../payments/collect-invoice";
import { takeInstrument } from "../payments/instrument";
import { followInvoice } from "../subscriptions/follow-invoice";
import { atTimeOf } from "../time/at-time-of";
import { readCreditNoteFacts } from "./credit-note-facts";
import { readInvoiceFacts } from "./invoice-facts";
import { renderInvoicePage, testCards } from "./invoice-page";
import { renderPdf } from "./invoice-pdf";
import { loadInvoiceView, pathOf } from "./invoice-view";
import { type PageCall, type PageRoute, pageResponse, pdfResponse, seeOther } from "./page";

/** The hosted invoice, its PDF, paying it, and the PDF of a credit note. */
export const invoicePages: readonly PageRoute[] = [
  {
    method: "GET",
    path: "invoices/:account/:token",
    open: async (call) => {
      const invoice = await findInvoice(call);
      if (invoice === null) return null;
      const view = await loadInvoiceView(call, invoice);
      return () => pageResponse(`Invoice ${invoice.number ?? ""}`, renderInvoicePage(view));
    },
  },
  {
    method: "GET",
    path: "invoices/:account/:token/pdf",
    open: async (call) => {
      const invoice = await findInvoice(call);
      if (invoice === null) return null;
      const facts = readInvoiceFacts(await loadInvoiceView(call, invoice));
      const name = `Invoice-${invoice.number ?? invoice.id}.pdf`;
      return async () => pdfResponse(name, await renderPdf(facts, invoice.created));
    },
  },
  {
    method: "POST",
    path: "invoices/:account/:token/pay",
    open: async (call) => {
      const invoice = await findInvoice(call);
      if (invoice === null) return null;
      const next = await pay(await atTimeOf(call, idOf(invoice.customer)), invoice);
      return () => seeOther(next);
    },
  },
  {
    method: "GET",
    path: "credit_notes/:account/:token/pdf",
    open: async ({ books, token, ...call }) => {
      const page = await books.find("credit_note_page", token);
      const note = page === null ? null : await books.find("credit_note", page.credit_note);
      const invoice = await books.find("invoice", idOf(note?.invoice) ?? "");
      if (note === null || invoice === null) return null;
      const { names } = await loadInvoiceView({ books, ...call }, invoice);
      const facts = readCreditNoteFacts(note, invoice, names);
      return async () => pdfResponse(`${note.number}.pdf`, await renderPdf(facts, note.created));
    },
  },
];

/**
 * Tries to collect an invoice with the card that was chosen, once per form: what was paid, or tried, since
 * the form was made is left as it is. Gives the address to go on to.
 */
async function pay(call: PageCall, invoice: Stripe.Invoice): Promise<string> {
  const { form } = call;
  const page = invoice.hosted_invoice_url ?? "";
  const { payment } = await loadInvoiceView(call, invoice);
  const isPayable = invoice.status === "open" || invoice.status === "uncollectible";
  if (!isPayable || form.get("attempt") !== (payment?.attempt ?? "")) return pathOf(page);
  const method = await chooseMethod(call, invoice);
  const options = { method, offSession: false, returnUrl: page };
  const collection = await collectInvoice(call, invoice, options);
  if (collection.outcome !== "no_method") await followInvoice(call, collection.invoice);
  const after = await loadInvoiceView(call, collection.invoice);
  return after.payment?.action ?? pathOf(page);
}

/** The test card of the form as a payment method of the customer; undefined: the saved one. */
async function chooseMethod(call: PageCall, invoice: Stripe.Invoice): Promise<string | undefined> {
  const card = testCards.find(({ id }) => id === call.form.get("card"));
  if (card === undefined) return undefined;
  const instrument = await takeInstrument(call, card.id, idOf(invoice.customer), "card");
  return instrument.method.id;
}

async function findInvoice({ books, token }: PageCall): Promise<Stripe.Invoice | null> {
  const page = await books.find("invoice_page", token);
  return page === null ? null : books.find("invoice", page.invoice);
}
