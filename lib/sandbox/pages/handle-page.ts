import { Books } from "../books";
import type { SandboxStore } from "../store";
import { renderInvoicePage, renderNotFoundPage } from "./invoice-page";
import { renderInvoicePdf } from "./invoice-pdf";

const headers = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex",
};
const html = { ...headers, "content-type": "text/html; charset=utf-8" };

/**
 * Serves `/sandbox/invoices/{account's beginning}/{token}` (the hosted invoice) and its `/pdf`.
 * Null for any address that is not below /sandbox/; there, unknown ones are a plain 404 page.
 */
export async function handlePage(
  request: Request,
  store: SandboxStore,
  origin: string,
): Promise<Response | null> {
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith("/sandbox/")) return null;
  const match = /^\/sandbox\/invoices\/([0-9a-f]{12})\/(\w{32})(\/pdf)?$/.exec(pathname);
  const isRead = request.method === "GET" || request.method === "HEAD";
  const [, prefix = "", token = "", pdf] = match ?? [];
  const invoice = match && isRead ? await findInvoice(store, origin, prefix, token) : null;
  if (invoice === null) {
    return new Response(renderNotFoundPage(), { status: 404, headers: html });
  }
  if (pdf === undefined) return new Response(renderInvoicePage(invoice), { headers: html });
  const name = `Invoice-${invoice.number ?? invoice.id}.pdf`;
  return new Response(await renderInvoicePdf(invoice), {
    headers: {
      ...headers,
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "")}"`,
    },
  });
}

async function findInvoice(store: SandboxStore, origin: string, prefix: string, token: string) {
  const account = await store.findAccount(prefix);
  if (account === null) return null;
  return store.transact(account, async (tx) => {
    const books = new Books(tx, origin);
    const page = await books.find("invoice_page", token);
    return page === null ? null : books.find("invoice", page.invoice);
  });
}
