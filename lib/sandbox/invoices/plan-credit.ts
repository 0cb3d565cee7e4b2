import type Stripe from "stripe";
import { formatMoney } from "../billing/amounts";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { newId } from "../ids";
import { invalid, noSuchReference } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { missingParam } from "../protocol/params";
import { plainLine, readCreditLine } from "./credit-note-lines";
import type { CreditNoteParams } from "./credit-note-params";
import { totalCredit } from "./credit-note-totals";

/** A credit note before it has an effect, and the invoice it is for. */
export type CreditPlan = {
  note: Stripe.CreditNote;
  invoice: Stripe.Invoice;
  /** To be given back by a new refund, and to the customer's balance; minor units. */
  refundAmount: number;
  creditAmount: number;
};

/**
 * What a credit note for a final invoice would be: it first lowers what remains to be paid, and says where
 * the rest goes. Writes nothing. Throws 400 when it credits nothing or more than is left, or when refund,
 * credit and out of band amounts are not exactly the rest.
 */
export async function planCredit(context: Context, params: CreditNoteParams): Promise<CreditPlan> {
  const { books, now } = context;
  const invoice = await requireDocument(books, "invoice", params.invoice, "invoice");
  if (invoice.status === "draft" || invoice.status === "void") {
    throw invalid(
      `Credit notes can only be issued for finalized invoices. This invoice is ${invoice.status}.`,
      "invoice",
    );
  }
  const earlier = await books.all("credit_note", { parent: invoice.id });
  const lines = await readLines(context, invoice, earlier, params);
  const shipping = readShipping(invoice, params);
  const shared = new Set(invoice.discounts.map((discount) => idOf(discount) ?? ""));
  const totals = totalCredit(lines, shared, shipping);
  await requireCreditable(context, invoice, earlier, totals.total, params);
  const before = invoice.status === "paid" ? 0 : Math.min(totals.total, invoice.amount_remaining);
  const after = totals.total - before;
  const refunds = await readRefunds(context, params);
  requireAllocated(after, params, refunds, invoice.currency);
  const id = newId("credit_note");
  const note: Stripe.CreditNote = {
    ...totals,
    id,
    object: "credit_note",
    created: now,
    currency: invoice.currency,
    customer: idOf(invoice.customer) ?? "",
    customer_account: invoice.customer_account,
    customer_balance_transaction: null,
    effective_at: params.effective_at ?? now,
    invoice: invoice.id,
    lines: { object: "list", data: lines, has_more: false, url: `/v1/credit_notes/${id}/lines` },
    livemode: false,
    memo: params.memo ?? null,
    metadata: changeMetadata({}, params.metadata),
    number: `${invoice.number ?? ""}-CN-${String(earlier.length + 1).padStart(2, "0")}`,
    out_of_band_amount: params.out_of_band_amount ?? null,
    pdf: "",
    post_payment_amount: after,
    pre_payment_amount: before,
    reason: params.reason ?? null,
    refunds,
    shipping_cost: shipping,
    status: "issued",
    type: typeOf(before, after),
    voided_at: null,
  };
  const { refund_amount: refundAmount = 0, credit_amount: creditAmount = 0 } = params;
  return { note, invoice, refundAmount, creditAmount };
}

function typeOf(before: number, after: number): Stripe.CreditNote.Type {
  if (before > 0 && after > 0) return "mixed";
  return after > 0 ? "post_payment" : "pre_payment";
}

/** The lines that are credited; an amount alone is one line of its own. */
async function readLines(
  context: Context,
  invoice: Stripe.Invoice,
  earlier: readonly Stripe.CreditNote[],
  { amount, lines: given, shipping_cost: shipping }: CreditNoteParams,
): Promise<Stripe.CreditNoteLineItem[]> {
  if (given === undefined) {
    if (amount === undefined && shipping === undefined) throw missingParam("amount");
    return amount === undefined || shipping !== undefined ? [] : [plainLine(amount, null)];
  }
  const issued = earlier.filter(({ status }) => status === "issued");
  const credited = issued.flatMap((note) => note.lines.data);
  const lines: Stripe.CreditNoteLineItem[] = [];
  for (const [index, line] of given.entries()) {
    const before = [...credited, ...lines];
    lines.push(await readCreditLine(context, invoice, before, line, `lines[${index}]`));
  }
  return lines;
}

function readShipping(
  invoice: Stripe.Invoice,
  { shipping_cost: given }: CreditNoteParams,
): Stripe.CreditNote.ShippingCost | null {
  if (given === undefined) return null;
  const { shipping_cost: cost } = invoice;
  const id = given.shipping_rate;
  if (cost === null || (id !== undefined && id !== idOf(cost.shipping_rate))) {
    throw noSuchReference("shipping rate", id ?? "", "shipping_cost[shipping_rate]");
  }
  return cost;
}

/** All credit notes of an invoice, and refunds beside them, are together at most its total. */
async function requireCreditable(
  { books }: Context,
  invoice: Stripe.Invoice,
  earlier: readonly Stripe.CreditNote[],
  total: number,
  { amount, lines }: CreditNoteParams,
): Promise<void> {
  const param = lines === undefined ? "amount" : "lines";
  const money = (value: number) => formatMoney(value, invoice.currency);
  if (total <= 0) throw invalid("The amount of a credit note must be greater than 0.", param);
  if (amount !== undefined && amount !== total) {
    throw invalid(
      `The amount (${money(amount)}) must equal the total of the credit note's lines (${money(total)}).`,
      "amount",
    );
  }
  const issued = earlier.filter(({ status }) => status === "issued");
  const credited = issued.reduce((sum, note) => sum + note.total, 0);
  const linked = issued.flatMap((note) => note.refunds.map(({ refund }) => idOf(refund)));
  const refunds = await refundsOf(books, invoice.id);
  const beside = refunds.filter(({ id }) => !linked.includes(id));
  const left = invoice.total - credited - beside.reduce((sum, refund) => sum + refund.amount, 0);
  if (total <= left) return;
  throw invalid(
    `The credit note's amount (${money(total)}) is greater than what can still be credited (${money(left)}).`,
    param,
  );
}

/** The refunds of everything that was paid for an invoice. */
async function refundsOf(books: Context["books"], invoice: string): Promise<Stripe.Refund[]> {
  const refunds: Stripe.Refund[] = [];
  for (const payment of await books.all("invoice_payment", { parent: invoice })) {
    const intent = await books.find("payment_intent", idOf(payment.payment.payment_intent) ?? "");
    const charge = idOf(intent?.latest_charge);
    if (charge !== null) refunds.push(...(await books.all("refund", { parent: charge })));
  }
  return refunds.filter(({ status }) => status !== "failed" && status !== "canceled");
}

async function readRefunds(
  { books }: Context,
  { refunds: given = [] }: CreditNoteParams,
): Promise<Stripe.CreditNote.Refund[]> {
  const refunds: Stripe.CreditNote.Refund[] = [];
  for (const [index, { refund: id, amount_refunded: amount, ...one }] of given.entries()) {
    const param = `refunds[${index}][refund]`;
    const record = one.payment_record_refund?.payment_record;
    if (record !== undefined) {
      const at = `refunds[${index}][payment_record_refund][payment_record]`;
      throw noSuchReference("payment record", record, at);
    }
    if (id === undefined) throw missingParam(param);
    const refund = await requireDocument(books, "refund", id, param);
    if (amount !== undefined && amount > refund.amount) {
      throw invalid("The amount is more than was refunded.", `refunds[${index}][amount_refunded]`);
    }
    refunds.push({
      amount_refunded: amount ?? refund.amount,
      payment_record_refund: null,
      refund: refund.id,
      type: "refund",
    });
  }
  return refunds;
}

function requireAllocated(
  after: number,
  params: CreditNoteParams,
  refunds: readonly Stripe.CreditNote.Refund[],
  currency: string,
): void {
  const linked = refunds.reduce((sum, one) => sum + one.amount_refunded, 0);
  const { refund_amount: refunded = 0, credit_amount: credited = 0 } = params;
  const given = linked + refunded + credited + (params.out_of_band_amount ?? 0);
  if (given === after) return;
  const money = (value: number) => formatMoney(value, currency);
  throw invalid(
    `The sum of credit amount, refund amount and out of band amount (${money(given)}) must equal the credit note amount (${money(after)}).`,
  );
}
