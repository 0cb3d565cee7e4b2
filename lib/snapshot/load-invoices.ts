import type Stripe from "stripe";
import { PorticoError } from "../errors";
import type { PortalConfiguration } from "../portal/configuration";
import { invoiceScope, mayBeInScope } from "../portal/show-invoice";
import type { InvoiceFact, Window } from "../portal/snapshot";
import { read } from "../stripe/call";
import { toInvoice } from "../stripe/reshape";
import { loadTarget } from "./load-target";

const windowSize = 12;
const pageSize = 100;
/** So many invoices in a row that are out of scope are read over before a page ends early. */
const mostPages = 10;

type Wish = {
  readonly customer: string;
  readonly configuration: PortalConfiguration;
  /** The invoice after which the window begins. */
  readonly after: string | undefined;
};

/**
 * A window of the customer's invoices, newest first. Those that the configuration leaves out are read over,
 * so that pages are full and `hasMore` is true of what may be shown. Throws `resource_missing` for a cursor
 * that is not this customer's, or out of scope: it would tell that the invoice exists.
 */
export async function loadInvoices(stripe: Stripe, wish: Wish): Promise<Window<InvoiceFact>> {
  const { customer, configuration, after } = wish;
  if (after !== undefined) {
    const cursor = await loadTarget(stripe, customer, after);
    if (cursor?.kind !== "invoice" || !mayBeInScope(cursor.value, configuration)) {
      throw new PorticoError("resource_missing", { param: "invoices_after" });
    }
  }
  if (invoiceScope(configuration) === "all") {
    return readPage(stripe, customer, { after, limit: windowSize });
  }
  return readInScope(stripe, wish);
}

async function readInScope(
  stripe: Stripe,
  { customer, configuration, after }: Wish,
): Promise<Window<InvoiceFact>> {
  const found: InvoiceFact[] = [];
  let cursor = after;
  for (let count = 0; count < mostPages; count += 1) {
    const page = await readPage(stripe, customer, { after: cursor, limit: pageSize });
    found.push(...page.data.filter((invoice) => mayBeInScope(invoice, configuration)));
    if (found.length > windowSize) break;
    if (!page.hasMore) return { data: found, hasMore: false };
    cursor = page.data.at(-1)?.id;
  }
  return { data: found.slice(0, windowSize), hasMore: true };
}

async function readPage(
  stripe: Stripe,
  customer: string,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<Window<InvoiceFact>> {
  const page = after === undefined ? {} : { starting_after: after };
  const { data, has_more } = await read(() => stripe.invoices.list({ customer, limit, ...page }));
  return { data: data.map(toInvoice), hasMore: has_more };
}
