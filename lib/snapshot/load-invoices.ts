import type Stripe from "stripe";
import { PorticoError } from "../errors";
import { type InvoiceLimits, invoiceScope, mayBeInScope } from "../portal/show-invoice";
import type { InvoiceFact, Window } from "../portal/snapshot";
import { read } from "../stripe/call";
import { toInvoice } from "../stripe/reshape";
import { loadTarget } from "./load-target";

const windowSize = 12;
const pageSize = 100;
/** So many invoices in a row that are out of scope are read over before a page ends early. */
const mostPages = 10;

type Wish = InvoiceLimits & {
  readonly customerId: string;
  /** The invoice after which the window begins. */
  readonly after: string | undefined;
};

/**
 * A window of the customer's invoices, newest first. Those that configuration or session leave out are read over,
 * so that pages are full and `hasMore` is true of what may be shown. Throws `resource_missing` for a cursor
 * that is not this customer's, or out of scope: it would tell that the invoice exists.
 */
export async function loadInvoices(stripe: Stripe, wish: Wish): Promise<Window<InvoiceFact>> {
  const { after, scope } = wish;
  if (after !== undefined) {
    const cursor = await loadTarget(stripe, wish, after);
    if (cursor?.kind !== "invoice" || !mayBeInScope(cursor.value, wish)) {
      throw new PorticoError("resource_missing", { param: "invoices_after" });
    }
  }
  if (invoiceScope(wish) === "all" && scope.onBehalfOf === null) {
    return readPage(stripe, wish, { after, limit: windowSize });
  }
  return readInScope(stripe, wish);
}

async function readInScope(stripe: Stripe, wish: Wish): Promise<Window<InvoiceFact>> {
  const found: InvoiceFact[] = [];
  let cursor = wish.after;
  for (let count = 0; count < mostPages; count += 1) {
    const page = await readPage(stripe, wish, { after: cursor, limit: pageSize });
    found.push(...page.data.filter((invoice) => mayBeInScope(invoice, wish)));
    if (found.length > windowSize) break;
    if (!page.hasMore) return { data: found, hasMore: false };
    cursor = page.data.at(-1)?.id;
  }
  return { data: found.slice(0, windowSize), hasMore: true };
}

async function readPage(
  stripe: Stripe,
  { customerId: customer, scope }: Wish,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<Window<InvoiceFact>> {
  const { subscriptionId: subscription } = scope;
  const page = {
    ...(subscription === null ? {} : { subscription }),
    ...(after === undefined ? {} : { starting_after: after }),
  };
  const { data, has_more } = await read(() => stripe.invoices.list({ customer, limit, ...page }));
  return { data: data.map(toInvoice), hasMore: has_more };
}
