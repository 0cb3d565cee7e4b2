import type Stripe from "stripe";
import { readDiscounts } from "../discounts/read-discounts";
import { saveDiscounts } from "../discounts/save-discounts";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { requireOwnPaymentMethod } from "../payments/attach-method";
import { addressOf, changed } from "../protocol/address";
import { invalid, noSuchReference } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { readTaxRates } from "../subscriptions/change-invoicing";
import { readParty } from "../subscriptions/change-parties";
import { changeCollection } from "./collection-terms";
import type { InvoiceParams } from "./invoice-params";
import { issuerFacts } from "./issuer-facts";
import { changePaymentSettings } from "./payment-settings";
import { readShippingCost } from "./shipping-cost";

/**
 * A draft with what a request says of it; its lines and totals stay as they are. Discounts are kept, the
 * invoice is not. Throws 400 for what does not exist or belongs to another.
 */
export async function changeDraft(
  context: Context,
  before: Stripe.Invoice,
  params: InvoiceParams,
): Promise<Stripe.Invoice> {
  const { shipping_cost: shipping, shipping_details: details } = params;
  const parties = await changeParties(context, before, params);
  await keepShares(context, before.id, params);
  return {
    ...before,
    ...changeCollection(before, params, context.now),
    ...parties,
    ...(await issuerFacts(context, { ...before, ...parties })),
    ...(await changeMethods(context, before, params)),
    ...changeTexts(before, params),
    default_tax_rates:
      params.default_tax_rates === undefined
        ? before.default_tax_rates
        : await readTaxRates(context, params.default_tax_rates, "default_tax_rates"),
    discounts: await changeDiscounts(context, before, params),
    effective_at: changed(params.effective_at, before.effective_at),
    number: changed(params.number, before.number),
    shipping_cost:
      shipping === undefined
        ? before.shipping_cost
        : shipping && readShippingCost(shipping, before.currency),
    shipping_details:
      details === undefined
        ? before.shipping_details
        : details && {
            ...details,
            address: addressOf(details.address),
            phone: details.phone ?? null,
          },
  };
}

/** How an invoice may still be paid: what can be changed as long as it is open. */
export async function changeMethods(
  context: Context,
  before: Stripe.Invoice,
  params: InvoiceParams,
) {
  const { default_payment_method: method, default_source: source } = params;
  const customer = idOf(before.customer) ?? "";
  if (method) await requireOwnPaymentMethod(context, method, customer, "default_payment_method");
  if (source) await requireOwnSource(context, source, customer);
  return {
    default_payment_method: changed(method, before.default_payment_method),
    default_source: changed(source, before.default_source),
    payment_settings: changePaymentSettings(params.payment_settings, before.payment_settings),
    statement_descriptor: changed(params.statement_descriptor, before.statement_descriptor),
  } satisfies Partial<Stripe.Invoice>;
}

/** How an invoice is shown and what is attached to it: the metadata can be changed at any time. */
export function changeRendering(before: Stripe.Invoice, params: InvoiceParams) {
  const { rendering: given } = params;
  const shown = before.rendering;
  const rendering: Stripe.Invoice.Rendering | null = given
    ? {
        amount_tax_display: changed(given.amount_tax_display, shown?.amount_tax_display ?? null),
        pdf:
          given.pdf === undefined
            ? (shown?.pdf ?? null)
            : { page_size: given.pdf.page_size ?? null },
        template: given.template ?? shown?.template ?? null,
        template_version: changed(given.template_version, shown?.template_version ?? null),
      }
    : shown;
  return { metadata: changeMetadata(before.metadata, params.metadata), rendering };
}

function changeTexts(before: Stripe.Invoice, params: InvoiceParams) {
  return {
    ...changeRendering(before, params),
    custom_fields: changed(params.custom_fields, before.custom_fields),
    description: changed(params.description, before.description),
    footer: changed(params.footer, before.footer),
  };
}

/** Who gets a part of the money: no field of the invoice shows it, its payment does. */
async function keepShares({ books }: Context, id: string, params: InvoiceParams): Promise<void> {
  const { application_fee_amount: fee, transfer_data: transfer } = params;
  if (fee === undefined && transfer === undefined) return;
  const before = await books.find("invoice_shares", id);
  const { amount, destination } = transfer ?? {};
  const given =
    destination === undefined ? null : { destination, ...(amount === undefined ? {} : { amount }) };
  await books.put("invoice_shares", {
    id,
    application_fee_amount: fee ?? before?.application_fee_amount ?? null,
    transfer_data: transfer === undefined ? (before?.transfer_data ?? null) : given,
  });
}

/** Who issues the invoice, is liable for its tax and gets its money: connected accounts must be known. */
async function changeParties(context: Context, before: Stripe.Invoice, params: InvoiceParams) {
  const { books } = context;
  const { account_tax_ids: taxIds, automatic_tax: tax, on_behalf_of: behalf, issuer } = params;
  for (const [index, id] of (taxIds ?? []).entries()) {
    await requireDocument(books, "tax_id", id, `account_tax_ids[${index}]`);
  }
  if (behalf) await requireDocument(books, "account", behalf, "on_behalf_of");
  const destination = params.transfer_data?.destination;
  if (destination !== undefined) {
    await requireDocument(books, "account", destination, "transfer_data[destination]");
  }
  const rates = params.default_tax_rates ?? before.default_tax_rates;
  if (tax?.enabled === true && rates.length > 0) {
    throw invalid(
      "You cannot set `default_tax_rates` when automatic tax is enabled.",
      "default_tax_rates",
    );
  }
  return {
    account_tax_ids: changed(taxIds, before.account_tax_ids),
    automatic_tax: tax === undefined ? before.automatic_tax : await readAutomaticTax(context, tax),
    issuer: issuer === undefined ? before.issuer : await readParty(context, issuer, "issuer"),
    on_behalf_of: changed(behalf, before.on_behalf_of),
  };
}

async function readAutomaticTax(
  context: Context,
  { enabled, liability }: NonNullable<InvoiceParams["automatic_tax"]>,
): Promise<Stripe.Invoice.AutomaticTax> {
  const blank = { disabled_reason: null, provider: null, status: null };
  if (!enabled) return { ...blank, enabled, liability: null };
  const party = liability ?? { account: undefined, type: "self" as const };
  return {
    ...blank,
    enabled,
    liability: await readParty(context, party, "automatic_tax[liability]"),
  };
}

async function changeDiscounts(
  context: Context,
  before: Stripe.Invoice,
  { discounts }: InvoiceParams,
): Promise<Stripe.Invoice["discounts"]> {
  if (discounts === undefined) return before.discounts;
  const { currency, subtotal: amount } = before;
  const owner = { customer: idOf(before.customer), invoice: before.id, currency, amount };
  return saveDiscounts(context, await readDiscounts(context, discounts, owner, "discounts"));
}

async function requireOwnSource({ books }: Context, id: string, customer: string): Promise<void> {
  const source = await books.find("source", id);
  const isOwn = source !== null && "customer" in source && idOf(source.customer) === customer;
  if (!isOwn) throw noSuchReference("source", id, "default_source");
}
