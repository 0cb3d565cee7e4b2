import type Stripe from "stripe";
import { lineOfItem } from "../billing/invoice-lines";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireCustomer, requireDocument } from "../find";
import { newId } from "../ids";
import { invalid } from "../protocol/errors";
import { atTimeOf } from "../time/at-time-of";
import { changeDraft } from "./change-invoice";
import { customerFacts } from "./customer-facts";
import { keepLines } from "./draft-lines";
import type { InvoiceParams } from "./invoice-params";

/**
 * A draft that revises a final invoice: the same lines as new items, to be changed and then finalized in
 * its place (https://docs.stripe.com/invoicing/invoice-revisions). Throws 400 for a draft or void one.
 */
export async function copyRevised(
  context: Context,
  id: string,
  params: InvoiceParams,
): Promise<Stripe.Invoice> {
  const original = await requireDocument(context.books, "invoice", id, "from_invoice[invoice]");
  if (original.status === "draft" || original.status === "void") {
    throw invalid(
      `Invoices that are ${original.status} cannot be revised.`,
      "from_invoice[invoice]",
    );
  }
  const customer = await requireCustomer(context.books, idOf(original.customer) ?? "");
  const call = await atTimeOf(context, customer.id);
  const copy = newId("invoice");
  const draft = await changeDraft(
    call,
    { ...blankRevision(original, copy, call.now), ...(await customerFacts(call.books, customer)) },
    { ...params, due_date: params.due_date ?? original.due_date ?? undefined },
  );
  const items: Stripe.InvoiceItem[] = [];
  for (const line of original.lines.data) {
    const rates = await ownRates(call, original, line);
    const item = { ...itemOfLine(line, draft, call.now), tax_rates: rates };
    await call.books.put("invoiceitem", item);
    items.push(item);
  }
  return keepLines(
    call,
    draft,
    items.map((item) => lineOfItem(item, copy)),
  );
}

function blankRevision(original: Stripe.Invoice, id: string, now: number): Stripe.Invoice {
  return {
    ...original,
    id,
    amount_overpaid: 0,
    amount_paid: 0,
    attempt_count: 0,
    attempted: false,
    auto_advance: false,
    automatically_finalizes_at: null,
    billing_reason: "manual",
    created: now,
    due_date: null,
    effective_at: null,
    ending_balance: null,
    from_invoice: { action: "revision", invoice: original.id },
    hosted_invoice_url: null,
    invoice_pdf: null,
    latest_revision: null,
    lines: { object: "list", data: [], has_more: false, url: `/v1/invoices/${id}/lines` },
    next_payment_attempt: null,
    number: null,
    parent: null,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    status: "draft",
    status_transitions: {
      finalized_at: null,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
  };
}

/** The rates a line was taxed at that are not those of the whole invoice. */
async function ownRates(
  { books }: Context,
  invoice: Stripe.Invoice,
  line: Stripe.InvoiceLineItem,
): Promise<Stripe.TaxRate[]> {
  const rates: Stripe.TaxRate[] = [];
  for (const { tax_rate_details: details } of line.taxes ?? []) {
    const isDefault = invoice.default_tax_rates.some(({ id }) => id === details?.tax_rate);
    const rate = isDefault ? null : await books.find("tax_rate", details?.tax_rate ?? "");
    if (rate !== null) rates.push(rate);
  }
  return rates;
}

function itemOfLine(
  line: Stripe.InvoiceLineItem,
  draft: Stripe.Invoice,
  now: number,
): Stripe.InvoiceItem {
  const quantity = line.quantity_decimal;
  if (quantity === null) throw new Error(`The line ${line.id} has no quantity.`);
  return {
    id: newId("invoiceitem"),
    object: "invoiceitem",
    amount: line.amount,
    currency: line.currency,
    customer: idOf(draft.customer) ?? "",
    customer_account: draft.customer_account,
    date: now,
    description: line.description,
    discountable: line.discountable,
    discounts: [],
    invoice: draft.id,
    livemode: false,
    metadata: line.metadata,
    parent: null,
    period: line.period,
    pricing: line.pricing,
    proration: false,
    quantity: line.quantity ?? 1,
    quantity_decimal: quantity,
    tax_rates: [],
    test_clock: idOf(draft.test_clock),
  };
}
