import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import { atTimeOf } from "../time/at-time-of";
import { changeDraft, changeMethods, changeRendering } from "./change-invoice";
import { keepLines } from "./draft-lines";
import type { InvoiceParams } from "./invoice-params";

const hourSeconds = 3600;

/** What may still be said of an invoice once it is final, by what it has become. */
const editable: { [status: string]: ReadonlySet<string> } = {
  open: new Set([
    "application_fee_amount",
    "auto_advance",
    "default_payment_method",
    "default_source",
    "metadata",
    "payment_settings",
    "rendering",
    "statement_descriptor",
    "transfer_data",
  ]),
};
const alwaysEditable: ReadonlySet<string> = new Set(["metadata", "rendering"]);

/** Changes an invoice: all of a draft, of a final one only what Stripe leaves open. Throws 400 for the rest. */
export async function updateInvoice(
  context: Context,
  id: string,
  params: InvoiceParams,
): Promise<Stripe.Invoice> {
  const before = await requireDocument(context.books, "invoice", id);
  const call = await atTimeOf(context, idOf(before.customer));
  if (before.status === "draft") {
    const draft = await changeDraft(call, before, params);
    return keepLines(call, draft, draft.lines.data);
  }
  requireEditable(before, params);
  const invoice: Stripe.Invoice = {
    ...before,
    ...changeRendering(before, params),
    ...(await changeMethods(call, before, params)),
    ...changeAdvance(before, params.auto_advance, call.now),
  };
  await call.books.put("invoice", invoice);
  return invoice;
}

/** What goes on by itself is tried an hour later, unless a time was set already. */
export function changeAdvance(
  before: Stripe.Invoice,
  isAdvanced: boolean | undefined,
  now: number,
): Pick<Stripe.Invoice, "auto_advance" | "next_payment_attempt"> {
  const { auto_advance: advance = false, next_payment_attempt: next } = before;
  if (isAdvanced === undefined) return { auto_advance: advance, next_payment_attempt: next };
  const isCharged = isAdvanced && before.collection_method === "charge_automatically";
  return {
    auto_advance: isAdvanced,
    next_payment_attempt: isCharged ? (next ?? now + hourSeconds) : null,
  };
}

function requireEditable(invoice: Stripe.Invoice, params: InvoiceParams): void {
  const may = editable[invoice.status ?? ""] ?? alwaysEditable;
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || may.has(name)) continue;
    throw invalid("Finalized invoices can't be updated in this way", name, "invoice_not_editable");
  }
}
