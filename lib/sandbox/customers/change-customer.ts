import type Stripe from "stripe";
import { addressOf, changeAddress, changed } from "../protocol/address";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import type { Changes } from "./customer-params";
import { taxOf } from "./customer-tax";

/** A customer with what was given and is plain data. Keeps nothing. Throws 400 for what does not go. */
export function changeCustomer(before: Stripe.Customer, params: Changes): Stripe.Customer {
  const address = changeAddress(params.address, before.address);
  const shipping = changeShipping(params.shipping, before.shipping);
  const { business_name: business, individual_name: individual, ...rest } = before;
  return {
    ...rest,
    address,
    ...changeName("business_name", business, params.business_name),
    ...changeName("individual_name", individual, params.individual_name),
    ...changeCashBalance(before, params),
    description: changed(params.description, before.description),
    email: changed(params.email, before.email),
    invoice_prefix: readPrefix(params.invoice_prefix) ?? before.invoice_prefix ?? null,
    invoice_settings: changeInvoiceSettings(before.invoice_settings, params.invoice_settings),
    metadata: changeMetadata(before.metadata, params.metadata),
    name: changed(params.name, before.name ?? null),
    next_invoice_sequence: changed(params.next_invoice_sequence, before.next_invoice_sequence ?? 1),
    phone: changed(params.phone, before.phone ?? null),
    preferred_locales: changed(params.preferred_locales, before.preferred_locales ?? []) ?? [],
    shipping,
    tax: changeTax(before, params, address, shipping?.address),
    tax_exempt: changed(params.tax_exempt, before.tax_exempt ?? "none") ?? "none",
  };
}

/** These two are there only when they are set. */
function changeName<N extends "business_name" | "individual_name">(
  name: N,
  before: string | undefined,
  given: string | null | undefined,
): { [name: string]: string } {
  const value = changed(given, before ?? null);
  return value === null ? {} : { [name]: value };
}

function changeCashBalance(before: Stripe.Customer, params: Changes) {
  const mode = params.cash_balance?.settings?.reconciliation_mode;
  if (mode === undefined || !before.cash_balance) return {};
  return { cash_balance: withMode(before.cash_balance, mode) };
}

/** A cash balance that is reconciled in another way. */
export function withMode(
  before: Stripe.CashBalance,
  mode: "automatic" | "manual" | "merchant_default",
): Stripe.CashBalance {
  const isDefault = mode === "merchant_default";
  const settings = {
    reconciliation_mode: isDefault ? ("automatic" as const) : mode,
    using_merchant_default: isDefault,
  };
  return { ...before, settings };
}

function readPrefix(given: string | undefined): string | undefined {
  if (given === undefined || /^[A-Z\d]{1,12}$/.test(given)) return given;
  throw invalid("Invoice prefixes must be 1-12 uppercase letters or numbers.", "invoice_prefix");
}

function changeShipping(
  given: Changes["shipping"],
  before: Stripe.Customer.Shipping | null,
): Stripe.Customer.Shipping | null {
  if (!given) return changed(given, before);
  return { address: addressOf(given.address), name: given.name, phone: given.phone ?? null };
}

function changeInvoiceSettings(
  before: Stripe.Customer.InvoiceSettings,
  given: Changes["invoice_settings"],
): Stripe.Customer.InvoiceSettings {
  return {
    custom_fields: changed(given?.custom_fields, before.custom_fields),
    default_payment_method: changed(given?.default_payment_method, before.default_payment_method),
    footer: changed(given?.footer, before.footer),
    rendering_options: changeRendering(before.rendering_options, given?.rendering_options),
  };
}

function changeRendering(
  before: Stripe.Customer.InvoiceSettings.RenderingOptions | null,
  given: NonNullable<Changes["invoice_settings"]>["rendering_options"],
): Stripe.Customer.InvoiceSettings.RenderingOptions | null {
  if (!given) return changed(given, before);
  return {
    amount_tax_display: changed(given.amount_tax_display, before?.amount_tax_display ?? null),
    template: changed(given.template, before?.template ?? null),
  };
}

function changeTax(
  before: Stripe.Customer,
  params: Changes,
  billing: Stripe.Address | null,
  shipping: Stripe.Address | undefined,
): Stripe.Customer.Tax {
  const ip = changed(params.tax?.ip_address, before.tax?.ip_address ?? null);
  const tax = taxOf(billing, shipping, ip);
  if (params.tax?.validate_location === "immediately" && tax.location === null) {
    throw invalid(
      "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.",
      "tax[validate_location]",
      "customer_tax_location_invalid",
    );
  }
  return tax;
}
