import type Stripe from "stripe";
import { taxesOf } from "../billing/apply-taxes";
import { exact, round, times } from "../billing/exact";
import { decimal } from "../casts";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { newId } from "../ids";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { missingParam } from "../protocol/params";
import { readTaxRates } from "../subscriptions/change-invoicing";
import type { CreditLineParams } from "./credit-note-params";
import { shareOfLine } from "./credit-share";

type Line = Stripe.CreditNoteLineItem;
type Tax = Stripe.CreditNoteLineItem.Tax;

/** A line of its own bears the rates that it names and no others. */
const noTerms = { automaticTax: null, exempt: "none" as const, taxRates: [] };

/**
 * One line of a credit note: a part of an invoice's line with its share of discounts and taxes, or
 * something of its own. `earlier` are the lines credited before; together they are at most the whole line.
 */
export async function readCreditLine(
  context: Context,
  invoice: Stripe.Invoice,
  earlier: readonly Line[],
  given: CreditLineParams,
  path: string,
): Promise<Line> {
  const line =
    given.type === "custom_line_item"
      ? await customLine(context, given, path)
      : partOfLine(invoice, earlier, given, path);
  const taxed = given.tax_amounts ? await withTaxAmounts(context, line, given, path) : line;
  return { ...taxed, metadata: changeMetadata({}, given.metadata) };
}

/** A line for an amount of which nothing more is said. */
export function plainLine(amount: number, description: string | null): Line {
  return {
    id: newId("credit_note_line_item"),
    object: "credit_note_line_item",
    amount,
    description,
    discount_amount: 0,
    discount_amounts: [],
    livemode: false,
    metadata: {},
    pretax_credit_amounts: [],
    quantity: 1,
    tax_rates: [],
    taxes: [],
    type: "custom_line_item",
    unit_amount: amount,
    unit_amount_decimal: decimal(String(amount)),
  };
}

async function customLine(context: Context, given: CreditLineParams, path: string): Promise<Line> {
  const { unit_amount: whole, unit_amount_decimal: text } = given;
  if (whole !== undefined && text !== undefined) {
    throw invalid(
      `You may only specify one of these parameters: ${path}[unit_amount], ${path}[unit_amount_decimal].`,
      `${path}[unit_amount]`,
      "parameters_exclusive",
    );
  }
  const unit = text ?? whole;
  if (unit === undefined) throw missingParam(`${path}[unit_amount]`);
  if (given.quantity === undefined) throw missingParam(`${path}[quantity]`);
  const amount = round(times(exact(unit), exact(given.quantity)));
  const rates = await readTaxRates(context, given.tax_rates ?? null, `${path}[tax_rates]`);
  return {
    ...plainLine(amount, given.description ?? null),
    quantity: given.quantity,
    tax_rates: rates,
    taxes: taxesOf({ taxBehavior: "unspecified", taxRates: rates }, amount, noTerms),
    unit_amount: whole ?? (Number.isInteger(Number(unit)) ? Number(unit) : null),
    unit_amount_decimal: decimal(String(unit)),
  };
}

function partOfLine(
  invoice: Stripe.Invoice,
  earlier: readonly Line[],
  given: CreditLineParams,
  path: string,
): Line {
  const line = requireLine(invoice, given, path);
  const amount = amountOfPart(line, given, path);
  const before = earlier
    .filter((one) => one.invoice_line_item === line.id)
    .reduce((sum, one) => sum + one.amount, 0);
  if (Math.abs(before + amount) > Math.abs(line.amount)) {
    throw invalid(
      `The amount to credit is more than what is left of the invoice line item (${line.amount - before}).`,
      `${path}[${given.quantity === undefined ? "amount" : "quantity"}]`,
    );
  }
  const share = (whole: number) => shareOfLine(whole, line.amount, before, amount);
  const discounts = (line.discount_amounts ?? []).map(({ discount, amount: whole }) => ({
    amount: share(whole),
    discount,
  }));
  const unit = given.amount === undefined ? (line.pricing?.unit_amount_decimal ?? null) : null;
  return {
    ...plainLine(amount, given.description ?? line.description),
    discount_amount: discounts.reduce((sum, one) => sum + one.amount, 0),
    discount_amounts: discounts,
    invoice_line_item: line.id,
    pretax_credit_amounts: discounts.map((one) => ({ ...one, type: "discount" as const })),
    quantity: given.amount === undefined ? (given.quantity ?? line.quantity) : null,
    taxes: (line.taxes ?? []).map((tax) => ({
      ...tax,
      amount: share(tax.amount),
      taxable_amount: tax.taxable_amount === null ? null : share(tax.taxable_amount),
    })),
    type: "invoice_line_item",
    unit_amount: unit !== null && Number.isInteger(Number(unit)) ? Number(unit) : null,
    unit_amount_decimal: unit,
  };
}

function requireLine(
  invoice: Stripe.Invoice,
  { invoice_line_item: id }: CreditLineParams,
  path: string,
): Stripe.InvoiceLineItem {
  const param = `${path}[invoice_line_item]`;
  if (id === undefined) throw missingParam(param);
  const line = invoice.lines.data.find((one) => one.id === id);
  if (line !== undefined) return line;
  throw invalid(`No such invoice line item: '${id}'`, param, "resource_missing");
}

function amountOfPart(line: Stripe.InvoiceLineItem, given: CreditLineParams, path: string): number {
  const { amount, quantity } = given;
  if (amount !== undefined && quantity !== undefined) {
    throw invalid(
      `You may only specify one of these parameters: ${path}[amount], ${path}[quantity].`,
      `${path}[amount]`,
      "parameters_exclusive",
    );
  }
  if (amount !== undefined) return amount;
  const whole = line.quantity ?? 1;
  if (quantity === undefined || whole === 0) return line.amount;
  return round(times(exact(line.amount), { top: BigInt(quantity), bottom: BigInt(whole) }));
}

async function withTaxAmounts(
  { books }: Context,
  line: Line,
  given: CreditLineParams,
  path: string,
): Promise<Line> {
  const taxes: Tax[] = [];
  for (const [index, one] of (given.tax_amounts ?? []).entries()) {
    const at = `${path}[tax_amounts][${index}][tax_rate]`;
    const rate = await requireDocument(books, "tax_rate", one.tax_rate, at);
    taxes.push(taxOf(rate, one.amount, one.taxable_amount));
  }
  return { ...line, taxes };
}

function taxOf(rate: Stripe.TaxRate, amount: number, taxable: number): Tax {
  return {
    amount,
    tax_behavior: rate.inclusive ? "inclusive" : "exclusive",
    tax_rate_details: { tax_rate: rate.id },
    taxability_reason: "not_available",
    taxable_amount: taxable,
    type: "tax_rate_details",
  };
}
