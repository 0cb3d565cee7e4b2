import type Stripe from "stripe";
import { readDiscounts } from "../discounts/read-discounts";
import { saveDiscounts } from "../discounts/save-discounts";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireCustomer, requireDocument } from "../find";
import { changed } from "../protocol/address";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { required, string, type Values } from "../protocol/params";
import { readTaxRates } from "../subscriptions/change-invoicing";
import { buildItem, changeItem } from "./build-item";
import { itemOfLine, keepLines, renewLine } from "./draft-lines";
import { type ItemParams, lineShape } from "./item-params";
import { keepTaxAmounts, taxAmounts } from "./tax-amounts";

export const changeShape = { ...lineShape, tax_amounts: taxAmounts };
export const addShape = { ...changeShape, invoice_item: string() };
export const updateShape = { ...changeShape, id: required(string()) };
type Change = ItemParams & Pick<Values<typeof changeShape>, "tax_amounts">;
type At = (name: string) => string;

/** A draft's lines on their way to other ones, and the tax rates that are a line's own. */
export type Editing = {
  invoice: Stripe.Invoice;
  lines: Stripe.InvoiceLineItem[];
  rates: Map<string, readonly string[]>;
};

/** Puts a new thing at the end of a draft, or an invoice item that waits for an invoice. */
export async function addLine(
  context: Context,
  editing: Editing,
  given: Change & { invoice_item: string | undefined },
  at: At,
): Promise<void> {
  const { invoice } = editing;
  const built =
    given.invoice_item === undefined
      ? await buildNew(context, invoice, given, at)
      : await takePending(context, invoice, given, given.invoice_item, at);
  const item = { ...built, invoice: invoice.id };
  await context.books.put("invoiceitem", item);
  const line = renewLine(undefined, item, invoice.id);
  editing.lines.push(line);
  await takeTaxes(context, editing, line.id, given, at);
}

/** Changes a line of a draft; what it shares with its invoice item changes there too. */
export async function changeLine(
  context: Context,
  editing: Editing,
  id: string,
  given: Change,
  at: At,
): Promise<void> {
  const place = placeOfLine(editing, id, at("id"));
  const before = editing.lines[place];
  if (before === undefined) return;
  const item = await context.books.find("invoiceitem", itemOfLine(before) ?? "");
  if (item === null) {
    editing.lines[place] = await changePeriodLine(context, editing, before, given, at);
  } else {
    const after = await changeItem(context, item, given, at);
    await context.books.put("invoiceitem", after);
    editing.lines[place] = renewLine(before, after, editing.invoice.id);
  }
  await takeTaxes(context, editing, id, given, at);
}

/** Takes a line off a draft; its item is deleted, or waits for another invoice again. */
export async function removeLine(
  { books }: Context,
  editing: Editing,
  id: string,
  behavior: "delete" | "unassign",
  param: string,
): Promise<void> {
  const place = placeOfLine(editing, id, param);
  const [line] = editing.lines.splice(place, 1);
  const item = line === undefined ? null : await books.find("invoiceitem", itemOfLine(line) ?? "");
  if (item === null) {
    throw invalid("Line items of a subscription's period cannot be removed.", param);
  }
  if (behavior === "delete") await books.remove("invoiceitem", item.id);
  else await books.put("invoiceitem", { ...item, invoice: null });
}

/** Keeps what became of a draft. */
export function keepEdited(context: Context, editing: Editing): Promise<Stripe.Invoice> {
  return keepLines(context, editing.invoice, editing.lines, editing.rates);
}

async function buildNew(
  context: Context,
  invoice: Stripe.Invoice,
  given: Change,
  at: At,
): Promise<Stripe.InvoiceItem> {
  const customer = await requireCustomer(context.books, idOf(invoice.customer) ?? "");
  const { currency } = invoice;
  const item = await buildItem(context, given, { customer, subscription: null, currency, at });
  return requireCurrency(item, invoice, at("price_data[currency]"));
}

async function takePending(
  context: Context,
  invoice: Stripe.Invoice,
  given: Change,
  id: string,
  at: At,
): Promise<Stripe.InvoiceItem> {
  const param = at("invoice_item");
  const item = await requireDocument(context.books, "invoiceitem", id, param);
  if (item.invoice !== null || idOf(item.customer) !== idOf(invoice.customer)) {
    throw invalid(
      "The invoice item must belong to the invoice's customer and must not be on an invoice yet.",
      param,
    );
  }
  requireCurrency(item, invoice, param);
  return changeItem(context, item, given, at);
}

function requireCurrency(
  item: Stripe.InvoiceItem,
  { currency }: Stripe.Invoice,
  param: string,
): Stripe.InvoiceItem {
  if (item.currency === currency) return item;
  throw invalid(`The currency must be that of the invoice (${currency}).`, param);
}

/** Of a subscription's period a line says how it is described, discounted and taxed, not what it costs. */
async function changePeriodLine(
  context: Context,
  { invoice, rates }: Editing,
  before: Stripe.InvoiceLineItem,
  given: Change,
  at: At,
): Promise<Stripe.InvoiceLineItem> {
  const { amount, pricing, price_data, quantity, quantity_decimal } = given;
  const costs = Object.entries({ amount, pricing, price_data, quantity, quantity_decimal });
  const cost = costs.find(([, value]) => value !== undefined);
  if (cost !== undefined) {
    throw invalid("What a subscription's line item costs cannot be changed.", at(cost[0]));
  }
  if (given.tax_rates !== undefined) {
    const read = await readTaxRates(context, given.tax_rates, at("tax_rates"));
    rates.set(
      before.id,
      read.map(({ id }) => id),
    );
  }
  const owner = {
    customer: idOf(invoice.customer),
    invoice: invoice.id,
    currency: before.currency,
  };
  return {
    ...before,
    description: changed(given.description, before.description),
    discountable: changed(given.discountable, before.discountable),
    discounts:
      given.discounts === undefined
        ? before.discounts
        : await saveDiscounts(
            context,
            await readDiscounts(context, given.discounts, owner, at("discounts")),
          ),
    metadata: given.metadata === undefined ? before.metadata : changeMetadata({}, given.metadata),
    period: given.period ?? before.period,
  };
}

async function takeTaxes(
  context: Context,
  { invoice, rates }: Editing,
  line: string,
  { tax_amounts: given }: Change,
  at: At,
): Promise<void> {
  if (given === undefined) return;
  rates.set(line, await keepTaxAmounts(context, invoice, given ?? [], at("tax_amounts")));
}

function placeOfLine({ lines }: Editing, id: string, param: string): number {
  const place = lines.findIndex((line) => line.id === id);
  if (place >= 0) return place;
  throw invalid(`No such invoice line item: '${id}'`, param, "resource_missing");
}
