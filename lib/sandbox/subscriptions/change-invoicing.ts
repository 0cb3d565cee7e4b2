import type Stripe from "stripe";
import { addIntervals } from "../billing/periods";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { changed } from "../protocol/address";
import { invalid, noSuchReference } from "../protocol/errors";
import { missingParam, type Values } from "../protocol/params";
import { readParty } from "./change-parties";
import type { commonShape } from "./params/common-shape";

type Params = Partial<Values<typeof commonShape>>;

/** At most one year between invoices for what is pending, as Stripe documents. */
const mostIntervals = { day: 365, week: 52, month: 12, year: 1 };

/** How a subscription's invoices look, when they are due and which tax they bear. */
export async function changeInvoicing(
  context: Context,
  before: Stripe.Subscription,
  params: Params,
) {
  const { billing_thresholds: thresholds, default_tax_rates: rates } = params;
  return {
    ...changeCollection(before, params),
    ...changePendingInterval(context, before, params),
    billing_thresholds: changed(
      thresholds && {
        amount_gte: thresholds.amount_gte ?? null,
        reset_billing_cycle_anchor: thresholds.reset_billing_cycle_anchor ?? false,
      },
      before.billing_thresholds,
    ),
    default_tax_rates:
      rates === undefined
        ? (before.default_tax_rates ?? [])
        : await readTaxRates(context, rates, "default_tax_rates"),
    invoice_settings: await changeInvoiceSettings(context, before, params),
  };
}

/** Tax rates by id. Throws 400 for one that is unknown or archived. */
export async function readTaxRates(
  { books }: Context,
  ids: readonly string[] | null,
  param: string,
): Promise<Stripe.TaxRate[]> {
  const rates: Stripe.TaxRate[] = [];
  for (const [index, id] of (ids ?? []).entries()) {
    const at = `${param}[${index}]`;
    const rate = await requireDocument(books, "tax_rate", id, at);
    if (!rate.active) throw invalid(`The tax rate ${id} is inactive and cannot be used.`, at);
    rates.push(rate);
  }
  return rates;
}

/** `send_invoice` needs `days_until_due`, `charge_automatically` refuses it. */
function changeCollection(before: Stripe.Subscription, params: Params) {
  const method = params.collection_method ?? before.collection_method;
  if (method === "send_invoice") {
    const days = params.days_until_due ?? before.days_until_due;
    if (days === null) throw missingParam("days_until_due");
    return { collection_method: method, days_until_due: days };
  }
  if (params.days_until_due !== undefined) {
    throw invalid(
      "You can only set `days_until_due` if `collection_method` is set to `send_invoice`.",
      "days_until_due",
    );
  }
  return { collection_method: method, days_until_due: null };
}

function changePendingInterval({ now }: Context, before: Stripe.Subscription, params: Params) {
  const { pending_invoice_item_interval: given } = params;
  if (given === undefined) {
    const { pending_invoice_item_interval, next_pending_invoice_item_invoice } = before;
    return { pending_invoice_item_interval, next_pending_invoice_item_invoice };
  }
  if (given === null) {
    return { pending_invoice_item_interval: null, next_pending_invoice_item_invoice: null };
  }
  const { interval, interval_count: count = 1 } = given;
  if (count > mostIntervals[interval]) {
    throw invalid(
      "The maximum interval is one year (1 year, 12 months, or 52 weeks).",
      "pending_invoice_item_interval[interval_count]",
    );
  }
  return {
    pending_invoice_item_interval: { interval, interval_count: count },
    next_pending_invoice_item_invoice: addIntervals(now, { unit: interval, count }, 1),
  };
}

async function changeInvoiceSettings(
  context: Context,
  { invoice_settings: before }: Stripe.Subscription,
  { invoice_settings: given }: Params,
): Promise<Stripe.Subscription.InvoiceSettings> {
  if (given === undefined) return before;
  const param = "invoice_settings";
  for (const [index, id] of (given.account_tax_ids ?? []).entries()) {
    const at = `${param}[account_tax_ids][${index}]`;
    if ((await context.books.find("tax_id", id)) === null) throw noSuchReference("tax id", id, at);
  }
  return {
    account_tax_ids: changed(given.account_tax_ids, before.account_tax_ids),
    custom_fields: changed(given.custom_fields, before.custom_fields),
    description: changed(given.description, before.description),
    footer: changed(given.footer, before.footer),
    issuer:
      given.issuer === undefined
        ? before.issuer
        : await readParty(context, given.issuer, `${param}[issuer]`),
  };
}
