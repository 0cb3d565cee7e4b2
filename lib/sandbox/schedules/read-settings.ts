import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { requireOwnPaymentMethod } from "../payments/attach-method";
import { changed } from "../protocol/address";
import { noSuchReference } from "../protocol/errors";
import { missingParam } from "../protocol/params";
import { readParty } from "../subscriptions/change-parties";
import type { SettingsParams } from "./params";

type Defaults = Stripe.SubscriptionSchedule.DefaultSettings;

export const blankSettings: Defaults = {
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor: "automatic",
  billing_thresholds: null,
  collection_method: "charge_automatically",
  default_payment_method: null,
  description: null,
  invoice_settings: {
    account_tax_ids: null,
    custom_fields: null,
    days_until_due: null,
    description: null,
    footer: null,
    issuer: { type: "self" },
  },
  on_behalf_of: null,
  transfer_data: null,
};

/** A schedule's default settings after a request. `path` begins the names of parameters in errors. */
export async function readDefaults(
  context: Context,
  before: Defaults,
  given: SettingsParams,
  customer: string,
): Promise<Defaults> {
  const path = "default_settings";
  const settings = await readSettings(context, given, customer, path);
  const merged: Defaults = {
    application_fee_percent: changed(
      settings.application_fee_percent,
      before.application_fee_percent,
    ),
    automatic_tax: settings.automatic_tax ?? blankTax(before),
    billing_cycle_anchor: given.billing_cycle_anchor ?? before.billing_cycle_anchor,
    billing_thresholds: changed(settings.billing_thresholds, before.billing_thresholds),
    collection_method: given.collection_method ?? before.collection_method,
    default_payment_method: changed(settings.default_payment_method, before.default_payment_method),
    description: changed(settings.description, before.description),
    invoice_settings: mergeInvoices(before.invoice_settings, settings.invoice_settings),
    on_behalf_of: changed(settings.on_behalf_of, before.on_behalf_of),
    transfer_data: changed(settings.transfer_data, before.transfer_data),
  };
  requireDays(merged.collection_method, merged.invoice_settings.days_until_due, path);
  return merged;
}

function blankTax({ automatic_tax: before }: Defaults) {
  return before ?? { disabled_reason: null, enabled: false, liability: null };
}

function mergeInvoices(
  before: Defaults["invoice_settings"],
  given: Awaited<ReturnType<typeof readInvoiceSettings>>,
): Defaults["invoice_settings"] {
  return {
    account_tax_ids: changed(given?.account_tax_ids, before.account_tax_ids),
    custom_fields: changed(given?.custom_fields, before.custom_fields),
    days_until_due: changed(given?.days_until_due, before.days_until_due),
    description: changed(given?.description, before.description),
    footer: changed(given?.footer, before.footer),
    issuer: given?.issuer ?? before.issuer,
  };
}

/** The settings that a request gives, each checked; those it does not give are undefined. */
export async function readSettings(
  context: Context,
  given: SettingsParams,
  customer: string,
  path: string,
) {
  const { default_payment_method: method, on_behalf_of: behalf, billing_thresholds } = given;
  if (method) {
    await requireOwnPaymentMethod(context, method, customer, `${path}[default_payment_method]`);
  }
  if (behalf) await requireDocument(context.books, "account", behalf, `${path}[on_behalf_of]`);
  return {
    application_fee_percent: given.application_fee_percent,
    automatic_tax: await readAutomaticTax(context, given, path),
    billing_thresholds: billing_thresholds && {
      amount_gte: billing_thresholds.amount_gte ?? null,
      reset_billing_cycle_anchor: billing_thresholds.reset_billing_cycle_anchor ?? false,
    },
    default_payment_method: method,
    description: given.description,
    invoice_settings: await readInvoiceSettings(context, given, path),
    on_behalf_of: behalf,
    transfer_data: await readTransfer(context, given, path),
  };
}

/** `send_invoice` needs to know when invoices are due. */
export function requireDays(method: string | null, days: number | null, path: string): void {
  if (method === "send_invoice" && days === null) {
    throw missingParam(`${path}[invoice_settings][days_until_due]`);
  }
}

async function readAutomaticTax(
  context: Context,
  { automatic_tax: given }: SettingsParams,
  path: string,
): Promise<Stripe.SubscriptionSchedule.DefaultSettings.AutomaticTax | undefined> {
  if (given === undefined) return undefined;
  if (!given.enabled) return { disabled_reason: null, enabled: false, liability: null };
  const party = given.liability ?? { account: undefined, type: "self" as const };
  const liability = await readParty(context, party, `${path}[automatic_tax][liability]`);
  return { disabled_reason: null, enabled: true, liability };
}

async function readInvoiceSettings(
  context: Context,
  { invoice_settings: given }: SettingsParams,
  path: string,
) {
  if (given === undefined) return undefined;
  const at = `${path}[invoice_settings]`;
  for (const [index, id] of (given.account_tax_ids ?? []).entries()) {
    const known = await context.books.find("tax_id", id);
    if (known === null) throw noSuchReference("tax id", id, `${at}[account_tax_ids][${index}]`);
  }
  return {
    account_tax_ids: given.account_tax_ids,
    custom_fields: given.custom_fields,
    days_until_due: given.days_until_due,
    description: given.description,
    footer: given.footer,
    issuer:
      given.issuer === undefined
        ? undefined
        : await readParty(context, given.issuer, `${at}[issuer]`),
  };
}

async function readTransfer(
  context: Context,
  { transfer_data: given }: SettingsParams,
  path: string,
): Promise<Stripe.SubscriptionSchedule.DefaultSettings.TransferData | null | undefined> {
  if (!given) return given;
  await requireDocument(
    context.books,
    "account",
    given.destination,
    `${path}[transfer_data][destination]`,
  );
  return { amount_percent: given.amount_percent ?? null, destination: given.destination };
}
